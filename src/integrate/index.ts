import type {SourceConfig} from "../config/config.ts";
import {type Phrased, phrased, SourceError} from "../lib/errors.ts";
import type {Note, Stage, StageContext, StageResult} from "../stage.ts";
import {withIncoming} from "./incoming.ts";
import {publish} from "./publish.ts";
import {readSource, type SourceReading} from "./source.ts";

/** The sources → rows_<source> and texts_<source>_<position>, raw_<source> over them, raw_files, raw_columns, raw_faults: every record as text, nothing interpreted, nothing dropped. A source that fails leaves the earlier raw tables. */
export const integrate: Stage = {
  name: "integrate",
  run(context) {
    return withIncoming(context.warehouse, () => integrateAll(context));
  },
};

async function integrateAll(context: StageContext): Promise<StageResult> {
  const readings: SourceReading[] = [];
  const notes: Note[] = [];
  for (const source of context.config.sources) {
    const reading = await readOrNote(source, context, notes);
    if (reading !== undefined) readings.push(reading);
  }
  await publish(context.warehouse, readings);
  return {counts: Object.fromEntries(readings.map((reading) => [reading.source.name, countsOf(reading)])), notes};
}

/** Nothing, and a note, for a source that cannot be used and that the run may go on without. */
async function readOrNote(
  source: SourceConfig,
  {warehouse, folder, log}: StageContext,
  notes: Note[],
): Promise<SourceReading | undefined> {
  try {
    const reading = await readSource(warehouse, source, folder);
    notes.push(...notesOf(reading));
    log.info({source: source.name, ...countsOf(reading)}, "source integrated");
    return reading;
  } catch (error) {
    if (!(source.optional && error instanceof SourceError)) throw error;
    const message = `${source.name} could not be read: ${error.message}; the report goes on without it.`;
    notes.push({kind: "degraded", source: source.name, message});
    log.warn({source: source.name, ...error.facts}, "optional source not integrated");
    return undefined;
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
