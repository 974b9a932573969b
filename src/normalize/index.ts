import {catalog} from "../config/catalog.ts";
import type {SourceConfig} from "../config/config.ts";
import {SourceError} from "../lib/errors.ts";
import type {Stage, StageContext} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {bindColumns, type RawColumn} from "./mapping.ts";
import {chooseReadings} from "./readings.ts";
import {createTexts} from "./sourceTexts.ts";
import {
  checkedView,
  cleanTable,
  duplicatesTable,
  emptyTables,
  rejectedTable,
  sourceCounts,
  typedView,
} from "./tables.ts";

interface SourceCounts {
  readonly raw: number;
  readonly clean: number;
  readonly rejected: number;
  readonly duplicates: number;
}

/** raw_* → clean_*, rejected_* and duplicates_*: each raw row ends in exactly one of them. */
export const normalize: Stage = {
  name: "normalize",
  async run(context) {
    const counts = await context.warehouse.transaction(() => normalizeAll(context));
    return {counts, notes: []};
  },
};

async function normalizeAll(context: StageContext): Promise<Record<string, Record<string, number>>> {
  const {warehouse, config, log} = context;
  await warehouse.run(
    "create or replace table clean_counts (source varchar, raw bigint, clean bigint, rejected bigint, duplicates bigint)",
  );
  const counts: Record<string, Record<string, number>> = {};
  for (const spec of catalog) {
    const source = config.sources.find(({name}) => name === spec.name);
    const raw = source ? await readRawColumns(warehouse, spec.name) : [];
    if (!source || raw.length === 0) {
      await warehouse.run(emptyTables(spec));
      continue;
    }
    const counted = await normalizeSource(context, source, raw);
    counts[spec.name] = {...counted};
    log.info({source: spec.name, ...counted}, "source normalized");
  }
  return counts;
}

async function normalizeSource(
  {warehouse, config}: StageContext,
  source: SourceConfig,
  raw: readonly RawColumn[],
): Promise<SourceCounts> {
  const {spec} = source;
  const bindings = bindColumns(source, raw, config.file);
  await createTexts(warehouse, source, bindings, raw, config.file);
  const readings = await chooseReadings(warehouse, source, bindings, {
    configFile: config.file,
    timezone: config.timezone,
  });
  await warehouse.run(typedView(spec, readings, config.timezone));
  await warehouse.run(checkedView(spec, readings));
  await warehouse.run(rejectedTable(spec, readings));
  await warehouse.run(
    duplicatesTable(
      spec,
      readings,
      raw.map(({columnName}) => columnName),
    ),
  );
  await warehouse.run(cleanTable(spec));
  await dropSteps(
    warehouse,
    spec.name,
    readings.flatMap(({values}) => values ?? []),
  );
  return countSource(warehouse, source);
}

async function countSource(warehouse: Warehouse, source: SourceConfig): Promise<SourceCounts> {
  await warehouse.run(`insert into clean_counts ${sourceCounts(source)}`);
  const counts = await warehouse.row<SourceCounts>(
    `select raw, clean, rejected, duplicates from clean_counts where source = ${text(source.name)}`,
  );
  if (source.spec.required && counts.clean === 0) throw await nothingUsable(warehouse, source, counts);
  return counts;
}

async function nothingUsable(
  warehouse: Warehouse,
  {name, input}: SourceConfig,
  {raw}: SourceCounts,
): Promise<SourceError> {
  const reasons = await warehouse.rows<{reason: string; rows: number; value: string | null}>(
    `select reason, count(distinct "row") as rows, min(value) as value from rejected_${name} group by reason order by rows desc, reason limit 3`,
  );
  const list = reasons.map(
    ({reason, rows, value}) => `${rows} × ${reason}${value === null ? "" : `, such as "${value}"`}`,
  );
  const found = raw === 0 ? "there are no records" : `none of the ${raw} records is usable`;
  return new SourceError(
    input.path,
    undefined,
    `${[`${found} for ${name}`, ...list].join("; ")}. Check the file and the columns of sources.${name}`,
  );
}

async function readRawColumns(warehouse: Warehouse, source: string): Promise<RawColumn[]> {
  return warehouse.rows<{name: string; columnName: string; isNumber: boolean}>(
    `select name, column_name as "columnName", is_number as "isNumber" from raw_columns where source = ${text(source)} order by position`,
  );
}

async function dropSteps(warehouse: Warehouse, source: string, values: readonly string[]): Promise<void> {
  await warehouse.run(`drop view checked_${source}; drop view typed_${source}; drop view texts_${source}`);
  for (const table of values) await warehouse.run(`drop table ${table}`);
  await warehouse.run(`drop table if exists repeats_${source}`);
}
