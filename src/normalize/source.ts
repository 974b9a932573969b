import type {SourceConfig} from "../config/config.ts";
import type {Note, StageContext} from "../stage.ts";
import type {Warehouse} from "../store/warehouse.ts";
import type {Changes} from "./changes.ts";
import {computeColumns} from "./computed.ts";
import type {Evidences} from "./evidence.ts";
import {type Binding, bindColumns, type RawColumn} from "./mapping.ts";
import type {Questions} from "./questions.ts";
import {chooseReadings} from "./readings.ts";
import type {Relations} from "./relations.ts";
import {decisionsOf, type State} from "./state.ts";
import {computedTable} from "./stored.ts";
import {type Plan, typedRows, typedTableName, valueRows, valuesTable} from "./tables.ts";

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
  questions: Questions,
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
  if (earlier && bound.some(isComputedText)) return prepareSource(context, questions, source, raw, relations);
  const known = earlier && {evidences: earlier.state.evidences, isAnyGone: earlier.changes.gone > 0};
  const {readings, notes, evidences} = await chooseReadings(warehouse, questions, source, bound, frame, known);
  const plan = {spec, readings, timezone: config.timezone};
  if (earlier) {
    const same: Plan = {...plan, generation: earlier.state.generation};
    if (decisionsOf(same) !== earlier.state.decisions) return prepareSource(context, questions, source, raw, relations);
    return {source, raw, plan: same, notes, evidences, changes: earlier.changes};
  }
  const whole: Plan = {...plan, generation: nextGeneration(relations, spec.name)};
  await readValues(warehouse, whole);
  return {source, raw, plan: whole, notes, evidences};
}

function isComputedText({origin, spec: {type}}: Binding): boolean {
  return "sql" in origin && !origin.isValue && type !== "text" && type !== "id" && type !== "enum";
}

/** Whether a table holds values that were read of a source. */
export function isMade(name: string, source: string): boolean {
  return name.startsWith(`values_${source}_`) || name.startsWith(`typed_${source}_`);
}

/** A number that none of the tables there are carries. */
function nextGeneration(relations: Relations, source: string): number {
  const made = relations.names((name) => isMade(name, source));
  return 1 + Math.max(0, ...made.map((name) => Number(/\d+$/.exec(name)?.[0] ?? 0)));
}

async function readValues(warehouse: Warehouse, plan: Plan): Promise<void> {
  const tables = plan.readings
    .filter(({place}) => place === "dictionary")
    .map((reading) => `create table ${valuesTable(plan, reading)} as ${valueRows(plan, reading)}`);
  if (plan.readings.some(({place}) => place === "typed"))
    tables.push(`create table ${typedTableName(plan)} as ${typedRows(plan)}`);
  if (plan.readings.some(({origin}) => "sql" in origin)) tables.push(`drop table ${computedTable(plan.spec.name)}`);
  if (tables.length > 0) await warehouse.run(tables.join(";"));
}
