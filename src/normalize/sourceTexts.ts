import type {SourceConfig} from "../config/config.ts";
import {ConfigError, messageOf} from "../lib/errors.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {compute} from "./expressions.ts";
import {type Binding, problemAt, type RawColumn} from "./mapping.ts";
import {shownName, textName} from "./tables.ts";
import {trimmed} from "./texts.ts";

/** Makes the view `texts_<source>`: `row` and the text of each of our columns, over the raw records that could be read as records. */
export async function createTexts(
  warehouse: Warehouse,
  source: SourceConfig,
  bindings: readonly Binding[],
  raw: readonly RawColumn[],
  configFile: string,
): Promise<void> {
  const columns: string[] = [];
  for (const binding of bindings) columns.push(...(await textColumns(warehouse, source, binding, raw, configFile)));
  const view = `create or replace temp view texts_${source.name} as
    select "row", ${columns.join(", ")} from raw_${source.name}
    where "row" not in (select "row" from raw_faults where source = ${text(source.name)})`;
  await warehouse.run(view).catch((error: unknown) => {
    throw new ConfigError(configFile, [
      problemAt(source, `.columns: a computed column is not valid SQL: ${messageOf(error)}`),
    ]);
  });
}

async function textColumns(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  raw: readonly RawColumn[],
  configFile: string,
): Promise<string[]> {
  const {origin} = binding;
  if (!("sql" in origin)) return [`${identifier(origin.columnName)} as ${textName(binding)}`];
  const computed = await compute(warehouse, `raw_${source.name}`, origin.sql, raw, binding);
  if ("problem" in computed)
    throw new ConfigError(configFile, [problemAt(source, `.columns.${binding.column}: ${computed.problem}`)]);
  const shown = computed.inputs.map(
    ({name, columnName}) => `${text(`${name}=`)} || ${trimmed(identifier(columnName), source.missing)}`,
  );
  return [
    `cast((${computed.sql}) as varchar) as ${textName(binding)}`,
    `${shown.length === 0 ? "''" : `nullif(concat_ws(', ', ${shown.join(", ")}), '')`} as ${shownName(binding)}`,
  ];
}
