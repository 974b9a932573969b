import {catalog} from "../config/catalog.ts";
import type {SourceConfig} from "../config/config.ts";
import {ConfigError, SourceError} from "../lib/errors.ts";
import type {Note, Stage, StageContext} from "../stage.ts";
import {allRejected} from "./counts.ts";
import {leaveOut, type Prepared, prepareSource, settleSource} from "./source.ts";

interface Normalized {
  readonly counts: Record<string, Record<string, number>>;
  readonly notes: Note[];
}

/** rows_* → clean_*, rejected_* and duplicates_*: each raw row ends in exactly one of them. */
export const normalize: Stage = {
  name: "normalize",
  async run(context) {
    const {warehouse, config} = context;
    const notes: Note[] = [];
    const tables = await warehouse.tables();
    const prepared: Prepared[] = [];
    for (const {name} of catalog) {
      const source = config.sources.find((candidate) => candidate.name === name);
      if (!source || !tables.includes(`rows_${name}`)) continue;
      const one = await prepareOrNote(context, source, notes);
      if (one) prepared.push(one);
    }
    return warehouse.transaction(() => settleAll(context, prepared, notes));
  },
};

/** A source marked optional that cannot be typed is left out, and said to be. */
async function prepareOrNote(
  context: StageContext,
  source: SourceConfig,
  notes: Note[],
): Promise<Prepared | undefined> {
  try {
    const prepared = await prepareSource(context, source);
    notes.push(...prepared.notes);
    return prepared;
  } catch (error) {
    const isTolerated = source.optional && (error instanceof ConfigError || error instanceof SourceError);
    if (!isTolerated) throw error;
    const reason = error instanceof ConfigError ? error.problems.map(({message}) => message).join("; ") : error.message;
    const message = `${source.name} could not be used: ${reason}; the report goes on without it.`;
    notes.push({kind: "degraded", source: source.name, message});
    return undefined;
  }
}

async function settleAll(
  {warehouse, log}: StageContext,
  prepared: readonly Prepared[],
  notes: Note[],
): Promise<Normalized> {
  const counts: Record<string, Record<string, number>> = {};
  await warehouse.run(
    "create or replace table clean_counts (source varchar, raw bigint, clean bigint, rejected bigint, duplicates bigint)",
  );
  for (const spec of catalog) {
    const one = prepared.find(({source}) => source.name === spec.name);
    if (!one) {
      await leaveOut(warehouse, {spec});
      continue;
    }
    const found = await settleSource(warehouse, one);
    counts[spec.name] = {...found};
    log.info({source: spec.name, ...found}, "source normalized");
  }
  await warehouse.run(allRejected(catalog.map(({name}) => name)));
  return {counts, notes};
}
