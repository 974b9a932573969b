import type {SourceConfig} from "../config/config.ts";
import type {ColumnType} from "../config/source.ts";
import {ConfigError, messageOf} from "../lib/errors.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {mentions, substitute} from "./expressions.ts";
import {type Input, prepareInput} from "./inputs.ts";
import {type Binding, type Computed, problemAt, type RawColumn} from "./mapping.ts";
import {computedTable, rowsOf} from "./stored.ts";

interface Expression {
  readonly binding: Binding;
  readonly inputs: readonly RawColumn[];
  readonly joins: readonly string[];
  readonly manner: readonly string[];
  /** SQL over `rows_<source>` as `kept`, with the joins. */
  readonly sql: string;
}

/** Computes what the config computes, into the temporary table `computed_<source>`: the records as they are kept, and a column for each. `where` is SQL over the record as `kept`. Bindings come back with what they are made of. */
export async function computeColumns(
  warehouse: Warehouse,
  source: SourceConfig,
  bindings: readonly Binding[],
  raw: readonly RawColumn[],
  configFile: string,
  where = "true",
): Promise<readonly Binding[]> {
  const expressions: Expression[] = [];
  for (const binding of bindings)
    if ("sql" in binding.origin)
      expressions.push(await prepare(warehouse, source, binding, binding.origin.sql, raw, configFile));
  if (expressions.length === 0) return bindings;
  const computed = await computeAll(warehouse, source, expressions, configFile, where);
  return bindings.map((binding) => computed.get(binding.column) ?? binding);
}

async function prepare(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  expression: string,
  raw: readonly RawColumn[],
  configFile: string,
): Promise<Expression> {
  const inputs = raw.filter(({name}) => mentions(expression, name));
  const prepared = new Map<string, Input>();
  for (const column of inputs) {
    const input = await prepareInput(warehouse, source.name, column, binding);
    if ("problem" in input)
      throw new ConfigError(configFile, [
        problemAt(source, `.columns.${binding.column}: ${column.name}: ${input.problem}`),
      ]);
    prepared.set(column.name.toLowerCase(), input);
  }
  const values = new Map([...prepared].map(([name, {value}]) => [name, value]));
  const joins = [...prepared.values()].map(({join}) => join);
  const manner = [...prepared.values()].map((input) => input.manner);
  return {binding, inputs, joins, manner, sql: `(${substitute(expression, values)})`};
}

async function computeAll(
  warehouse: Warehouse,
  source: SourceConfig,
  expressions: readonly Expression[],
  configFile: string,
  where: string,
): Promise<ReadonlyMap<string, Binding>> {
  const from = `from ${rowsOf(source.name)} as kept ${expressions.flatMap(({joins}) => joins).join(" ")}`;
  const types = await resultTypes(warehouse, expressions, from).catch((error: unknown) => {
    throw new ConfigError(configFile, [
      problemAt(source, `.columns: a computed column is not valid SQL: ${messageOf(error)}`),
    ]);
  });
  const results = expressions.map((expression, i) => result(expression, types[i]!));
  const columns = results.map(({binding, sql}) => `${sql} as ${identifier(binding.column)}`);
  await warehouse.run(`create or replace temp table ${computedTable(source.name)} as
    select kept.*, ${columns.join(", ")} ${from}
    where ${where} and kept."row" not in (select "row" from raw_faults where source = ${text(source.name)})`);
  return new Map(results.map(({binding}) => [binding.column, binding]));
}

async function resultTypes(
  warehouse: Warehouse,
  expressions: readonly Expression[],
  from: string,
): Promise<readonly string[]> {
  const rows = await warehouse.rows<{column_type: string}>(
    `describe select ${expressions.map(({sql}, i) => `${sql} as e${i}`).join(", ")} ${from}`,
  );
  return rows.map(({column_type}) => column_type);
}

/** Exact numbers need not be written as texts and read again. */
function result({binding, inputs, manner, sql}: Expression, type: string): {binding: Binding; sql: string} {
  const value = /^(DECIMAL|TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)\b/.test(type)
    ? exactValue(binding.spec.type, sql)
    : undefined;
  const origin: Computed = {sql: (binding.origin as Computed).sql, inputs, manner, isValue: value !== undefined};
  return {binding: {...binding, origin}, sql: value ?? `cast(${sql} as varchar)`};
}

function exactValue(type: ColumnType, sql: string): string | undefined {
  if (type === "money" || type === "decimal") return `try_cast(${sql} as decimal(18,4))`;
  return type === "integer" ? `case when ${sql} = trunc(${sql}) then try_cast(${sql} as bigint) end` : undefined;
}
