import type {SourceConfig} from "../config/config.ts";
import {SourceError} from "../lib/errors.ts";
import type {Note, StageContext} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {failedRows} from "./checks.ts";
import {computeColumns} from "./computed.ts";
import {type SourceCounts, sourceCounts} from "./counts.ts";
import {findRepeats, keysOf, takeRepeats} from "./duplicates.ts";
import {bindColumns, type RawColumn} from "./mapping.ts";
import {chooseReadings} from "./readings.ts";
import {dropRelations} from "./relations.ts";
import {cleanView, emptyClean, emptyOutcomes, faultyRows, standsInNone} from "./results.ts";
import {computedTable} from "./stored.ts";
import {type Plan, typedTable, valuesOf} from "./tables.ts";
import {unreadRows} from "./unread.ts";

/** A source with all that its texts had to decide, its values read, and nothing replaced yet. */
export interface Prepared {
  readonly source: SourceConfig;
  readonly raw: readonly RawColumn[];
  /** Absent where the records have no columns. */
  readonly plan?: Plan;
  readonly notes: readonly Note[];
}

/** Settles how a source is read, and reads each text once. What it makes stands beside what there is, and best outside of a transaction: the engine knows nothing of tables made within one, and joins them at several times the cost. */
export async function prepareSource({warehouse, config}: StageContext, source: SourceConfig): Promise<Prepared> {
  const {spec} = source;
  const raw = await readRawColumns(warehouse, spec.name);
  if (raw.length === 0) return {source, raw, notes: []};
  const bindings = bindColumns(source, raw, config.file);
  const frame = {configFile: config.file, timezone: config.timezone, currency: config.currency};
  const bound = await computeColumns(warehouse, source, bindings, raw, config.file);
  const {readings, notes} = await chooseReadings(warehouse, source, bound, frame);
  const generation = await nextGeneration(warehouse, spec.name);
  const plan: Plan = {spec, readings, timezone: config.timezone, generation};
  await readValues(warehouse, plan);
  await warehouse.run(`drop table if exists ${computedTable(spec.name)}`);
  return {source, raw, plan, notes};
}

/** Puts the records of a prepared source where they belong, in the place of what stood there. */
export async function settleSource(warehouse: Warehouse, {source, raw, plan}: Prepared): Promise<SourceCounts> {
  const {spec} = source;
  if (!plan) return withoutColumns(warehouse, source);
  await clearSource(warehouse, spec.name, plan.generation);
  await warehouse.run(emptyOutcomes(spec));
  await sortOut(warehouse, plan, raw);
  await warehouse.run(cleanView(plan, await notExcluded(warehouse, spec.name)));
  return countSource(warehouse, source);
}

/** Leaves the tables of a source that is not there, so that every model finds its columns. */
export async function leaveOut(warehouse: Warehouse, {spec}: Pick<SourceConfig, "spec">): Promise<void> {
  await clearSource(warehouse, spec.name);
  await warehouse.run(`${emptyOutcomes(spec)}; ${emptyClean(spec)}`);
}

/** Drops what was made of a source, whatever it was, but for the values of one generation. */
async function clearSource(warehouse: Warehouse, source: string, kept?: number): Promise<void> {
  await dropRelations(
    warehouse,
    (name) => name === `clean_${source}` || (isMade(name, source) && !name.endsWith(`_${kept}`)),
  );
}

function isMade(name: string, source: string): boolean {
  return name.startsWith(`values_${source}_`) || name.startsWith(`typed_${source}_`);
}

/** A number that none of the tables in use carries. What an ended run left behind is dropped. */
async function nextGeneration(warehouse: Warehouse, source: string): Promise<number> {
  const [view] = await warehouse.rows<{sql: string}>(
    `select sql from duckdb_views() where view_name = ${text(`clean_${source}`)} and not internal`,
  );
  const used = Number(/\b(?:values|typed)_\w+_(\d+)\b/.exec(view?.sql ?? "")?.[1] ?? 0);
  const generation = used === 1 ? 2 : 1;
  await dropRelations(warehouse, (name) => isMade(name, source) && name.endsWith(`_${generation}`));
  return generation;
}

async function readValues(warehouse: Warehouse, plan: Plan): Promise<void> {
  for (const reading of plan.readings) if (reading.place === "dictionary") await warehouse.run(valuesOf(plan, reading));
  if (plan.readings.some(({place}) => place === "typed")) await warehouse.run(typedTable(plan));
}

/** Puts each record that is not clean among the rejected or the duplicates. */
async function sortOut(warehouse: Warehouse, plan: Plan, raw: readonly RawColumn[]): Promise<void> {
  const {spec} = plan;
  const rejected = `rejected_${spec.name}`;
  await warehouse.run(insertAll(rejected, [faultyRows(spec), ...(await unreadRows(warehouse, plan))]));
  const failed = await failedRows(warehouse, plan, await notExcluded(warehouse, spec.name));
  if (failed.length > 0) await warehouse.run(insertAll(rejected, failed));
  const keys = keysOf(plan, raw, await notExcluded(warehouse, spec.name));
  if (!keys) return;
  await findRepeats(warehouse, spec, keys);
  await warehouse.run(takeRepeats(plan, raw, keys));
  await warehouse.run(`drop table repeats_${spec.name}`);
}

function insertAll(table: string, selects: readonly string[]): string {
  return `insert into ${table} ${selects.join(" union all ")} order by 1, 2`;
}

/** SQL that is true of a record, as `kept`, that is neither rejected nor a duplicate; it asks only for what there is. */
async function notExcluded(warehouse: Warehouse, source: string): Promise<string> {
  const tables = [`rejected_${source}`, `duplicates_${source}`];
  const some = await warehouse.row<Record<string, boolean>>(
    `select ${tables.map((table) => `exists (from ${table}) as ${table}`).join(", ")}`,
  );
  return standsInNone(tables.filter((table) => some[table]));
}

/** A JSON file without records, or with empty ones, has no columns. */
async function withoutColumns(warehouse: Warehouse, source: SourceConfig): Promise<SourceCounts> {
  const {name} = source;
  await leaveOut(warehouse, source);
  await warehouse.run(
    `insert into rejected_${name} select "row", null, null, 'the record has no fields' from raw_${name}`,
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
  return warehouse.rows(
    `select name, column_name as "columnName", is_number as "isNumber", position, storage from raw_columns where source = ${text(source)} order by position`,
  );
}
