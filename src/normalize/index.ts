import {catalog} from "../config/catalog.ts";
import type {SourceConfig} from "../config/config.ts";
import {ConfigError, SourceError} from "../lib/errors.ts";
import type {Note, Stage, StageContext} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {allRejected, sourceCounts} from "./counts.ts";
import {duplicatesTable} from "./duplicates.ts";
import {bindColumns, type RawColumn} from "./mapping.ts";
import {chooseReadings} from "./readings.ts";
import {createTexts} from "./sourceTexts.ts";
import {checkedView, cleanTable, emptyTables, rejectedTable, typedView} from "./tables.ts";

interface SourceCounts {
  readonly raw: number;
  readonly clean: number;
  readonly rejected: number;
  readonly duplicates: number;
}

interface Normalized {
  readonly counts: Record<string, Record<string, number>>;
  readonly notes: Note[];
}

/** raw_* → clean_*, rejected_* and duplicates_*: each raw row ends in exactly one of them. */
export const normalize: Stage = {
  name: "normalize",
  run(context) {
    return context.warehouse.transaction(() => normalizeAll(context));
  },
};

async function normalizeAll(context: StageContext): Promise<Normalized> {
  const {warehouse, config, log} = context;
  await warehouse.run(
    "create or replace table clean_counts (source varchar, raw bigint, clean bigint, rejected bigint, duplicates bigint)",
  );
  const tables = await warehouse.tables();
  const all: Normalized = {counts: {}, notes: []};
  for (const spec of catalog) {
    const source = config.sources.find(({name}) => name === spec.name);
    await warehouse.run(emptyTables(spec));
    if (!source || !tables.includes(`raw_${spec.name}`)) continue;
    const {counts, notes} = await normalizeOrNote(context, source);
    all.notes.push(...notes);
    if (!counts) continue;
    all.counts[spec.name] = {...counts};
    log.info({source: spec.name, ...counts}, "source normalized");
  }
  await warehouse.run(allRejected(catalog.map(({name}) => name)));
  return all;
}

interface Outcome {
  /** Absent when nothing of the source could be used. */
  readonly counts?: SourceCounts;
  readonly notes: readonly Note[];
}

/** A source marked optional that cannot be typed is left out, and said to be. */
async function normalizeOrNote(context: StageContext, source: SourceConfig): Promise<Outcome> {
  try {
    return await normalizeSource(context, source);
  } catch (error) {
    const isTolerated = source.optional && (error instanceof ConfigError || error instanceof SourceError);
    if (!isTolerated) throw error;
    const reason = error instanceof ConfigError ? error.problems.map(({message}) => message).join("; ") : error.message;
    const message = `${source.name} could not be used: ${reason}; the report goes on without it.`;
    return {notes: [{kind: "degraded", source: source.name, message}]};
  }
}

async function normalizeSource({warehouse, config}: StageContext, source: SourceConfig): Promise<Outcome> {
  const {spec} = source;
  const raw = await readRawColumns(warehouse, spec.name);
  if (raw.length === 0) return {counts: await withoutColumns(warehouse, source), notes: []};
  const bindings = bindColumns(source, raw, config.file);
  await createTexts(warehouse, source, bindings, raw, config.file);
  const frame = {configFile: config.file, timezone: config.timezone, currency: config.currency};
  const {readings, notes} = await chooseReadings(warehouse, source, bindings, frame);
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
  return {counts: await countSource(warehouse, source), notes};
}

/** A JSON file without records, or with empty ones, has no columns. */
async function withoutColumns(warehouse: Warehouse, source: SourceConfig): Promise<SourceCounts> {
  const {name} = source;
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
  return warehouse.rows<{name: string; columnName: string; isNumber: boolean}>(
    `select name, column_name as "columnName", is_number as "isNumber" from raw_columns where source = ${text(source)} order by position`,
  );
}

async function dropSteps(warehouse: Warehouse, source: string, values: readonly string[]): Promise<void> {
  await warehouse.run(`drop view checked_${source}; drop view typed_${source}; drop view texts_${source}`);
  for (const table of values) await warehouse.run(`drop table ${table}`);
  await warehouse.run(`drop table if exists repeats_${source}`);
}
