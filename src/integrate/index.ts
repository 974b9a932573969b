import type {SourceConfig} from "../config/config.ts";
import {type Phrased, phrased, SourceError} from "../lib/errors.ts";
import type {Note, Prepared, Stage, StageContext, StageResult} from "../stage.ts";
import {openIncoming} from "./incoming.ts";
import {type Change, publish} from "./publish.ts";
import type {Finding, SourceReading} from "./reading.ts";
import {findSource} from "./source.ts";

/** The sources → rows_<source> and texts_<source>_<position>, raw_<source> over them, raw_files, raw_columns, raw_faults: every record as text, nothing interpreted, nothing dropped. A source that fails leaves the earlier raw tables. What is as it was is not read again, and of what is not only the rows that differ are changed. */
export const integrate: Stage = {
  name: "integrate",
  prepare,
  async run(context) {
    const prepared = await prepare(context);
    try {
      return await prepared.publish();
    } finally {
      await prepared.close();
    }
  },
};

/** Reads outside of any transaction, which an error of the engine would end. */
async function prepare(context: StageContext): Promise<Prepared> {
  const tables = await context.warehouse.tables();
  const close = await openIncoming(context.warehouse, tables);
  try {
    const outcomes = await readSideBySide(context, tables);
    return {publish: () => publishAll(context, outcomes), close};
  } catch (error) {
    await close();
    throw error;
  }
}

async function publishAll({warehouse, log}: StageContext, outcomes: readonly Outcome[]): Promise<StageResult> {
  const findings = outcomes.flatMap(({finding}) => finding ?? []);
  const {changes, removed} = await publish(warehouse, findings);
  const states = Object.fromEntries(removed.map((name) => [name, "removed"]));
  const counts: Record<string, Record<string, number>> = {};
  for (const finding of findings) {
    const {name} = finding.source;
    const {state, ...change} = changes.get(name)!;
    counts[name] = countsOf(finding, change);
    states[name] = state;
    log.info({source: name, state, ...counts[name]}, "source integrated");
  }
  return {counts, changes: states, notes: outcomes.flatMap(({notes}) => notes)};
}

interface Outcome {
  /** Absent, with a note, for a source that cannot be used and that the run may go on without. */
  readonly finding?: Finding;
  readonly notes: readonly Note[];
}

/** All sources at once; where several fail, the first one in the config says so, and none is left at work. */
async function readSideBySide(context: StageContext, tables: readonly string[]): Promise<readonly Outcome[]> {
  const results = await Promise.allSettled(context.config.sources.map((source) => readOrNote(source, context, tables)));
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

async function readOrNote(source: SourceConfig, context: StageContext, tables: readonly string[]): Promise<Outcome> {
  const {warehouse, folder, log, isFullRefresh} = context;
  const session = await warehouse.session();
  try {
    const finding = await findSource(session, source, {folder, tables, isFullRefresh: isFullRefresh === true});
    const messages = finding.reading ? notesOf(finding.reading) : finding.notes;
    const notes = messages.map((message) => ({kind: "info" as const, source: source.name, message}));
    return {finding: {...finding, notes: messages}, notes};
  } catch (error) {
    if (!(source.optional && error instanceof SourceError)) throw error;
    const message = `${source.name} could not be read: ${error.message}; the report goes on without it.`;
    log.warn({source: source.name, ...error.facts}, "optional source not integrated");
    return {notes: [{kind: "degraded", source: source.name, message}]};
  } finally {
    session.close();
  }
}

function countsOf({reading, known}: Finding, change: Omit<Change, "state">): Record<string, number> {
  const bytes = reading ? reading.files.reduce((sum, file) => sum + file.bytes, 0) : known!.bytes;
  const files = reading ? reading.files.length : known!.files.length;
  return {...change, files, faults: reading ? reading.faults : known!.faults, bytes};
}

function notesOf({source, files, reread}: SourceReading): string[] {
  const isEmpty = reread === "everything" && files.every(({rows}) => rows === 0);
  if (isEmpty && source.spec.required)
    throw new SourceError(source.input.path, undefined, phrased`${emptiness(source)}: ${source.name} must have some`);
  const messages = files.flatMap((file) => file.notes);
  if (isEmpty) messages.push(`${source.name} has no records: ${source.input.path} ${emptiness(source).text}.`);
  return messages;
}

function emptiness({input}: SourceConfig): Phrased {
  return input.format === "csv" ? phrased`has a header but no records` : phrased`has no records`;
}
