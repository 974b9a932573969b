import type {SourceConfig} from "../config/config.ts";
import {type Phrased, phrased, SourceError} from "../lib/errors.ts";
import type {Note, Stage, StageContext, StageResult} from "../stage.ts";
import {withIncoming} from "./incoming.ts";
import {publish} from "./publish.ts";
import type {SourceReading} from "./reading.ts";
import {readSource} from "./source.ts";

/** The sources → rows_<source> and texts_<source>_<position>, raw_<source> over them, raw_files, raw_columns, raw_faults: every record as text, nothing interpreted, nothing dropped. A source that fails leaves the earlier raw tables. */
export const integrate: Stage = {
  name: "integrate",
  run(context) {
    return withIncoming(context.warehouse, () => integrateAll(context));
  },
};

async function integrateAll(context: StageContext): Promise<StageResult> {
  const outcomes = await readSideBySide(context);
  const readings = outcomes.flatMap(({reading}) => reading ?? []);
  const notes = outcomes.flatMap((outcome) => outcome.notes);
  await publish(context.warehouse, readings);
  return {counts: Object.fromEntries(readings.map((reading) => [reading.source.name, countsOf(reading)])), notes};
}

interface Outcome {
  /** Absent, with a note, for a source that cannot be used and that the run may go on without. */
  readonly reading?: SourceReading;
  readonly notes: readonly Note[];
}

/** All sources at once; where several fail, the first one in the config says so, and none is left at work. */
async function readSideBySide(context: StageContext): Promise<readonly Outcome[]> {
  const results = await Promise.allSettled(context.config.sources.map((source) => readOrNote(source, context)));
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

async function readOrNote(source: SourceConfig, {warehouse, folder, log}: StageContext): Promise<Outcome> {
  const session = await warehouse.session();
  try {
    const reading = await readSource(session, source, folder);
    const notes = notesOf(reading);
    log.info({source: source.name, ...countsOf(reading)}, "source integrated");
    return {reading, notes};
  } catch (error) {
    if (!(source.optional && error instanceof SourceError)) throw error;
    const message = `${source.name} could not be read: ${error.message}; the report goes on without it.`;
    log.warn({source: source.name, ...error.facts}, "optional source not integrated");
    return {notes: [{kind: "degraded", source: source.name, message}]};
  } finally {
    session.close();
  }
}

function countsOf({files, faults}: SourceReading): {rows: number; files: number; faults: number; bytes: number} {
  const sum = (key: "rows" | "bytes") => files.reduce((total, file) => total + file[key], 0);
  return {rows: sum("rows"), files: files.length, faults, bytes: sum("bytes")};
}

function notesOf(reading: SourceReading): Note[] {
  const {source, files} = reading;
  const isEmpty = countsOf(reading).rows === 0;
  if (isEmpty && source.spec.required)
    throw new SourceError(source.input.path, undefined, phrased`${emptiness(source)}: ${source.name} must have some`);
  const messages = files.flatMap((file) => file.notes);
  if (isEmpty) messages.push(`${source.name} has no records: ${source.input.path} ${emptiness(source).text}.`);
  return messages.map((message) => ({kind: "info", source: source.name, message}));
}

function emptiness({input}: SourceConfig): Phrased {
  return input.format === "csv" ? phrased`has a header but no records` : phrased`has no records`;
}
