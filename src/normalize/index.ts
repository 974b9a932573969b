import {catalog} from "../config/catalog.ts";
import type {Config, SourceConfig} from "../config/config.ts";
import type {SourceSpec} from "../config/source.ts";
import {ConfigError, SourceError} from "../lib/errors.ts";
import type {Note, Stage, StageContext, StageResult} from "../stage.ts";
import {suitEffort} from "../store/effort.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {type Changes, forgetChanges, readChanges, touch, touchAll} from "./changes.ts";
import {allRejected, countAll, readCounts, type SourceCounts} from "./counts.ts";
import {type RawColumn, readRawColumns} from "./mapping.ts";
import {Questions} from "./questions.ts";
import {Relations} from "./relations.ts";
import {leaveOut, settleSource} from "./settle.ts";
import {type Prepared, prepareSource} from "./source.ts";
import {decisionsOf, keepStates, readStates, type State, settingsOf, stateTables} from "./state.ts";
import {rowsOf} from "./stored.ts";

/** What is to be done about one source. */
interface Work {
  readonly spec: SourceSpec;
  /** All is as it was. */
  readonly isDone: boolean;
  /** Absent where there is no source, or none that can be used. */
  readonly prepared?: Prepared;
  readonly settings: string;
  readonly notes: readonly Note[];
}

/** rows_* → clean_*, rejected_* and duplicates_*: each raw row ends in exactly one of them. Where only some rows of a source changed, only they are read; where none did, nothing is. */
export const normalize: Stage = {
  name: "normalize",
  async run(context) {
    const {warehouse, config, isFullRefresh} = context;
    const relations = await Relations.read(warehouse);
    await suitEffort(warehouse, await countRecords(warehouse, relations));
    const states = isFullRefresh ? new Map<string, State>() : await readStates(warehouse, relations);
    const columns = relations.has("raw_columns") ? await readRawColumns(warehouse) : new Map();
    const found = catalog.filter(isOfInterest(config, states)).map((spec) => {
      const source = config.sources.find(({name}) => name === spec.name);
      const isThere = source !== undefined && relations.has(rowsOf(spec.name));
      const state = relations.has(`clean_${spec.name}`) ? states.get(spec.name) : undefined;
      return {spec, state, ...(isThere && {source}), raw: columns.get(spec.name) ?? []};
    });
    const questions = new Questions(warehouse);
    const changes = await Promise.all(found.map((one) => changesOf(context, questions, one, relations)));
    const work = await allOf(found.map((one, i) => plan(context, questions, one, changes[i], relations)));
    const isDone = work.every((one) => one.isDone);
    const settled = () => readCounts(warehouse, config.sources);
    const counts = isDone
      ? await settled()
      : await warehouse.transaction(async () => {
          await settleAll(context, work, relations);
          return settled();
        });
    return describe(context, work, counts);
  },
};

/** Most sources are never there; of those nothing is made. */
function isOfInterest({sources}: Config, states: ReadonlyMap<string, State>) {
  return ({name, standsEmpty}: SourceSpec) =>
    standsEmpty || sources.some((source) => source.name === name) || states.has(name);
}

async function countRecords(warehouse: Warehouse, relations: Relations): Promise<number> {
  if (!relations.has("raw_files")) return 0;
  return (await warehouse.row<{records: number}>(`select coalesce(sum("rows"), 0) as records from raw_files`)).records;
}

/** What is there of a source, and how it was read when it last was. */
interface Found {
  readonly spec: SourceSpec;
  /** Absent where it has no records. */
  readonly source?: SourceConfig;
  readonly raw: readonly RawColumn[];
  readonly state: State | undefined;
}

/** Nothing where a source is to be read whole, or is not there. */
async function changesOf(
  {config}: StageContext,
  questions: Questions,
  {source, raw, state}: Found,
  relations: Relations,
): Promise<Changes | undefined> {
  if (!source || state?.settings !== settingsOf(source, config, raw)) return undefined;
  const isKnown = state.decisions !== "" || raw.length === 0;
  return isKnown ? readChanges(questions, source.name, relations) : undefined;
}

/** What all come to, once all have come to an end. Throws what the first of them threw. */
async function allOf<T>(works: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

async function plan(
  context: StageContext,
  questions: Questions,
  {spec, source, raw, state}: Found,
  changes: Changes | undefined,
  relations: Relations,
): Promise<Work> {
  if (!source) return {spec, isDone: state?.settings === "absent", settings: "absent", notes: []};
  const common = {spec, settings: settingsOf(source, context.config, raw)};
  if (changes && changes.fresh + changes.gone === 0 && isAsMade(source.name, state!, relations))
    return {...common, isDone: true, notes: state!.notes};
  try {
    const earlier = changes && raw.length > 0 ? {state: state!, changes} : undefined;
    const prepared = await prepareSource(context, questions, source, raw, relations, earlier);
    return {...common, isDone: false, prepared, notes: prepared.notes};
  } catch (error) {
    return {...common, isDone: false, notes: [noteOf(source, error)]};
  }
}

/** Whether the clean records are still looked up, and not what a stage left that changed what they stand on. */
function isAsMade(source: string, {decisions}: State, relations: Relations): boolean {
  return relations.isView(`clean_${source}`) === (decisions !== "");
}

/** A source marked optional that cannot be typed is left out, and said to be. */
function noteOf(source: SourceConfig, error: unknown): Note {
  const isTolerated = source.optional && (error instanceof ConfigError || error instanceof SourceError);
  if (!isTolerated) throw error;
  const reason = error instanceof ConfigError ? error.problems.map(({message}) => message).join("; ") : error.message;
  const message = `${source.name} could not be used: ${reason}; the report goes on without it.`;
  return {kind: "degraded", source: source.name, message};
}

async function settleAll({warehouse}: StageContext, work: readonly Work[], relations: Relations): Promise<void> {
  await warehouse.run(stateTables);
  const open = work.filter(({isDone}) => !isDone);
  const whole = open.filter(({prepared}) => !prepared?.changes);
  const left: string[] = [];
  for (const {spec, prepared} of open)
    left.push(prepared ? await settleSource(warehouse, prepared, relations) : leaveOut(spec, relations));
  left.push(
    ...countAll(whole.flatMap(({prepared}) => prepared?.source.name ?? [])),
    ...touchAll(namesOf(whole)),
    ...touch(namesOf(open)),
    ...keepStates(new Map(open.map((one) => [one.spec.name, stateOf(one)]))),
    ...forgetChanges(namesOf(open), relations),
    allRejected(namesOf(work.filter(({spec, settings}) => spec.standsEmpty || settings !== "absent"))),
  );
  await warehouse.run(left.join(";"));
}

function namesOf(work: readonly Work[]): string[] {
  return work.map(({spec}) => spec.name);
}

function stateOf({prepared, settings, notes}: Work): State {
  const plan = prepared?.plan;
  const decisions = plan ? decisionsOf(plan) : "";
  return {settings, decisions, generation: plan?.generation ?? 0, evidences: prepared?.evidences ?? {}, notes};
}

function describe({log}: StageContext, work: readonly Work[], found: ReadonlyMap<string, SourceCounts>): StageResult {
  const counts: Record<string, Record<string, number>> = {};
  const changes: Record<string, string> = {};
  for (const {spec, isDone, prepared} of work) {
    const own = found.get(spec.name);
    if (!own) continue;
    const {fresh, gone} = isDone ? unchanged : (prepared?.changes ?? {fresh: own.raw, gone: 0});
    const state = isDone ? "unchanged" : prepared?.changes ? "changed" : "whole";
    counts[spec.name] = {...own, fresh, gone};
    changes[spec.name] = state;
    log.info({source: spec.name, state, ...counts[spec.name]}, "source normalized");
  }
  return {counts, changes, notes: work.flatMap(({notes}) => notes)};
}

const unchanged = {fresh: 0, gone: 0};
