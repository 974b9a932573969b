import {catalog} from "../config/catalog.ts";
import type {SourceConfig} from "../config/config.ts";
import type {SourceSpec} from "../config/source.ts";
import {ConfigError, SourceError} from "../lib/errors.ts";
import type {Note, Stage, StageContext, StageResult} from "../stage.ts";
import {forgetChanges, readChanges, touchAll} from "./changes.ts";
import {allRejected, type SourceCounts} from "./counts.ts";
import {type RawColumn, readRawColumns} from "./mapping.ts";
import {Relations} from "./relations.ts";
import {leaveOut, type Prepared, prepareSource, settleSource} from "./source.ts";
import {decisionsOf, keepState, readStates, type State, settingsOf, stateTables} from "./state.ts";

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
    const states = isFullRefresh ? new Map<string, State>() : await readStates(warehouse, relations);
    const columns = relations.has("raw_columns") ? await readRawColumns(warehouse) : new Map();
    const work: Work[] = [];
    for (const spec of catalog) {
      const source = config.sources.find(({name}) => name === spec.name);
      const isThere = source !== undefined && relations.has(`rows_${spec.name}`);
      const state = relations.has(`clean_${spec.name}`) ? states.get(spec.name) : undefined;
      const raw = columns.get(spec.name) ?? [];
      work.push(isThere ? await plan(context, source, raw, state, relations) : absent(spec, state));
    }
    if (work.some(({isDone}) => !isDone)) await warehouse.transaction(() => settleAll(context, work, relations));
    return describe(context, work);
  },
};

function absent(spec: SourceSpec, state: State | undefined): Work {
  return {spec, isDone: state?.settings === "absent", settings: "absent", notes: []};
}

async function plan(
  context: StageContext,
  source: SourceConfig,
  raw: readonly RawColumn[],
  state: State | undefined,
  relations: Relations,
): Promise<Work> {
  const {warehouse, config} = context;
  const settings = settingsOf(source, config, raw);
  const common = {spec: source.spec, settings};
  const isKnown = state?.settings === settings && (state.decisions !== "" || raw.length === 0);
  const changes = isKnown ? await readChanges(warehouse, source.name, relations) : undefined;
  if (changes && changes.fresh + changes.gone === 0 && isAsMade(source.name, state!, relations))
    return {...common, isDone: true, notes: state!.notes};
  try {
    const earlier = changes && raw.length > 0 ? {state: state!, changes} : undefined;
    const prepared = await prepareSource(context, source, raw, relations, earlier);
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
  for (const one of work.filter(({isDone}) => !isDone)) {
    const {spec, prepared, settings, notes} = one;
    if (prepared) await settleSource(warehouse, prepared, relations);
    else await leaveOut(warehouse, spec, relations);
    const plan = prepared?.plan;
    const decisions = plan ? decisionsOf(plan) : "";
    const state = {settings, decisions, generation: plan?.generation ?? 0, evidences: prepared?.evidences ?? {}, notes};
    const touched = prepared?.changes ? "" : `${touchAll(spec.name)};`;
    await warehouse.run(`${touched} ${keepState(spec.name, state)}; ${forgetChanges(spec.name, relations)}`);
  }
  await warehouse.run(allRejected(catalog.map(({name}) => name)));
}

async function describe({warehouse, log}: StageContext, work: readonly Work[]): Promise<StageResult> {
  const rows = await warehouse.rows<SourceCounts & {readonly source: string}>(
    "select source, raw, clean, rejected, duplicates from clean_counts",
  );
  const found = new Map(rows.map(({source, ...counts}) => [source, counts]));
  const counts: Record<string, Record<string, number>> = {};
  const changes: Record<string, string> = {};
  for (const {spec, isDone, prepared} of work) {
    const own = found.get(spec.name);
    if (!own) continue;
    counts[spec.name] = {...own};
    const state = isDone ? "unchanged" : prepared?.changes ? "changed" : "whole";
    changes[spec.name] = state;
    log.info({source: spec.name, state, ...prepared?.changes, ...own}, "source normalized");
  }
  return {counts, changes, notes: work.flatMap(({notes}) => notes)};
}
