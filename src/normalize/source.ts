import type {SourceConfig} from "../config/config.ts";
import type {SourceSpec} from "../config/source.ts";
import {SourceError} from "../lib/errors.ts";
import type {Note, StageContext} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import type {Changes} from "./changes.ts";
import {failedRows} from "./checks.ts";
import {computeColumns} from "./computed.ts";
import {type SourceCounts, sourceCounts} from "./counts.ts";
import {takeChanges} from "./delta.ts";
import {findRepeats, keysOf, takeRepeats} from "./duplicates.ts";
import type {Evidences} from "./evidence.ts";
import {type Binding, bindColumns, type RawColumn} from "./mapping.ts";
import {chooseReadings} from "./readings.ts";
import type {Relations} from "./relations.ts";
import {cleanView, emptyClean, emptyOutcomes, faultyRows, insertAll, standsInNone} from "./results.ts";
import {decisionsOf, type State} from "./state.ts";
import {computedTable} from "./stored.ts";
import {type Plan, typedRows, typedTableName, valueRows, valuesTable} from "./tables.ts";
import {unreadRows} from "./unread.ts";

/** A source with all that its texts had to decide, and nothing replaced yet. */
export interface Prepared {
  readonly source: SourceConfig;
  readonly raw: readonly RawColumn[];
  /** Absent where the records have no columns. */
  readonly plan?: Plan;
  readonly notes: readonly Note[];
  readonly evidences: Evidences;
  /** What changed, where no more than that need be read; absent: everything is. */
  readonly changes?: Changes;
}

/** Settles how a source is read, and reads each text once where all is to be read anew. What it makes stands beside what there is, and best outside of a transaction: the engine knows nothing of tables made within one, and joins them at several times the cost. */
export async function prepareSource(
  context: StageContext,
  source: SourceConfig,
  raw: readonly RawColumn[],
  relations: Relations,
  earlier?: {readonly state: State; readonly changes: Changes},
): Promise<Prepared> {
  const {warehouse, config} = context;
  const {spec} = source;
  if (raw.length === 0) return {source, raw, notes: [], evidences: {}};
  const bindings = bindColumns(source, raw, config.file);
  const frame = {configFile: config.file, timezone: config.timezone, currency: config.currency};
  const where = earlier ? `kept."row" in (select "row" from fresh_${spec.name})` : "true";
  const bound = await computeColumns(warehouse, source, bindings, raw, config.file, where);
  // What is computed and then read as text is judged by all of its texts.
  if (earlier && bound.some(isComputedText)) return prepareSource(context, source, raw, relations);
  const known = earlier && {evidences: earlier.state.evidences, isAnyGone: earlier.changes.gone > 0};
  const {readings, notes, evidences} = await chooseReadings(warehouse, source, bound, frame, known);
  const plan = {spec, readings, timezone: config.timezone};
  if (earlier) {
    const same: Plan = {...plan, generation: earlier.state.generation};
    if (decisionsOf(same) !== earlier.state.decisions) return prepareSource(context, source, raw, relations);
    return {source, raw, plan: same, notes, evidences, changes: earlier.changes};
  }
  const whole: Plan = {...plan, generation: nextGeneration(relations, spec.name)};
  await readValues(warehouse, whole);
  await warehouse.run(`drop table if exists ${computedTable(spec.name)}`);
  return {source, raw, plan: whole, notes, evidences};
}

function isComputedText({origin, spec: {type}}: Binding): boolean {
  return "sql" in origin && !origin.isValue && type !== "text" && type !== "id" && type !== "enum";
}

/** Puts the records of a prepared source where they belong, in the place of what stood there. `relations` are those there were before. */
export async function settleSource(
  warehouse: Warehouse,
  {source, raw, plan, changes}: Prepared,
  relations: Relations,
): Promise<void> {
  const {name, spec} = source;
  if (!plan) return withoutColumns(warehouse, source, relations);
  let clean: number | undefined;
  if (changes) {
    const before = await readCounts(warehouse, name);
    clean = before.clean + (await takeChanges(warehouse, plan, raw, changes));
    await warehouse.run(
      `drop table if exists ${computedTable(name)}; ${relations.drops((one) => one === `clean_${name}`)}`,
    );
  } else {
    await warehouse.run(`${dropMade(relations, name)} ${emptyOutcomes(spec)}`);
    await sortOut(warehouse, plan, raw);
  }
  await warehouse.run(cleanView(plan, await notExcluded(warehouse, name)));
  await countSource(warehouse, source, clean);
}

/** Leaves the tables of a source that is not there, so that every model finds its columns. */
export async function leaveOut(warehouse: Warehouse, spec: SourceSpec, relations: Relations): Promise<void> {
  await warehouse.run(`${dropMade(relations, spec.name)} ${emptyOutcomes(spec)}; ${emptyClean(spec)};
    delete from clean_counts where source = ${text(spec.name)}`);
}

/** SQL that drops what was made of a source, whatever it was. */
function dropMade(relations: Relations, source: string): string {
  return relations.drops((name) => name === `clean_${source}` || isMade(name, source));
}

function isMade(name: string, source: string): boolean {
  return name.startsWith(`values_${source}_`) || name.startsWith(`typed_${source}_`);
}

/** A number that none of the tables there are carries. */
function nextGeneration(relations: Relations, source: string): number {
  const made = relations.names((name) => isMade(name, source));
  return 1 + Math.max(0, ...made.map((name) => Number(/\d+$/.exec(name)?.[0] ?? 0)));
}

async function readValues(warehouse: Warehouse, plan: Plan): Promise<void> {
  for (const reading of plan.readings)
    if (reading.place === "dictionary")
      await warehouse.run(`create table ${valuesTable(plan, reading)} as ${valueRows(plan, reading)}`);
  if (plan.readings.some(({place}) => place === "typed"))
    await warehouse.run(`create table ${typedTableName(plan)} as ${typedRows(plan)}`);
}

/** Puts each record that is not clean among the rejected or the duplicates. */
async function sortOut(warehouse: Warehouse, plan: Plan, raw: readonly RawColumn[]): Promise<void> {
  const {spec} = plan;
  const rejected = `rejected_${spec.name}`;
  await warehouse.run(insertAll(rejected, [faultyRows(spec), ...(await unreadRows(warehouse, plan))]));
  const isRead = await notExcluded(warehouse, spec.name);
  const failed = await failedRows(warehouse, plan, isRead);
  if (failed.length > 0) await warehouse.run(insertAll(rejected, failed));
  const keys = keysOf(plan, raw, failed.length > 0 ? await notExcluded(warehouse, spec.name) : isRead);
  if (!keys) return;
  await findRepeats(warehouse, spec, keys);
  await warehouse.run(takeRepeats(plan, raw, keys));
  await warehouse.run(`drop table repeats_${spec.name}`);
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
async function withoutColumns(warehouse: Warehouse, source: SourceConfig, relations: Relations): Promise<void> {
  const {name} = source;
  await leaveOut(warehouse, source.spec, relations);
  await warehouse.run(
    `insert into rejected_${name} select "row", null, null, 'the record has no fields' from raw_${name}`,
  );
  await countSource(warehouse, source);
}

/** Counts what became of the records; the clean ones, unless they are known from the changes. */
async function countSource(warehouse: Warehouse, source: SourceConfig, clean?: number): Promise<void> {
  await warehouse.run(`delete from clean_counts where source = ${text(source.name)};
    insert into clean_counts ${sourceCounts(source, clean)}`);
  if (!source.spec.required) return;
  const counts = await readCounts(warehouse, source.name);
  if (counts.clean === 0) throw await nothingUsable(warehouse, source, counts);
}

function readCounts(warehouse: Warehouse, source: string): Promise<SourceCounts> {
  return warehouse.row<SourceCounts>(
    `select raw, clean, rejected, duplicates from clean_counts where source = ${text(source)}`,
  );
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
