import type {SourceConfig} from "../config/config.ts";
import {ConfigError, type Problem} from "../lib/errors.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {candidateFormats, chooseFormat, type FormatCounts, parseTime, shapeOf} from "./dateFormats.ts";
import {type Binding, problemAt} from "./mapping.ts";
import {chooseDecimal, type DecimalEvidence, type DecimalSign, decimalEvidence} from "./numbers.ts";
import {textName} from "./tables.ts";
import {isNumber, type Reading} from "./values.ts";

/** Distinct texts whose shapes say which formats are worth counting; the count itself is over all. */
const sampleSize = 1000;

export interface Frame {
  readonly configFile: string;
  readonly timezone: string;
}

/** Settles how every column is read, from the texts themselves where the config is silent. All open questions of a source are reported at once. */
export async function chooseReadings(
  warehouse: Warehouse,
  source: SourceConfig,
  bindings: readonly Binding[],
  frame: Frame,
): Promise<Reading[]> {
  const problems: Problem[] = [];
  const readings: Reading[] = [];
  for (const binding of bindings) {
    const reading = await chooseReading(warehouse, source, binding, frame);
    if ("problem" in reading) problems.push(problemAt(source, `.columns.${binding.column}: ${reading.problem}`));
    else readings.push(reading);
  }
  if (problems.length > 0) throw new ConfigError(frame.configFile, problems);
  return readings;
}

async function chooseReading(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  {timezone}: Frame,
): Promise<Reading | {problem: string}> {
  switch (binding.spec.type) {
    case "date":
    case "timestamp":
      return readTimes(warehouse, source, binding, timezone);
    case "money":
    case "decimal":
    case "integer":
      return chooseNumber(warehouse, source, binding);
    default:
      return {...binding, decimal: undefined};
  }
}

async function chooseNumber(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
): Promise<Reading | {problem: string}> {
  if (isNumber(binding)) return {...binding, decimal: "."};
  if (binding.decimal) return {...binding, decimal: binding.decimal};
  const evidence = await warehouse.row<DecimalEvidence>(decimalEvidence(textName(binding), `texts_${source.name}`));
  const choice = binding.spec.type === "integer" ? chooseGrouping(evidence) : chooseDecimal(evidence);
  return "problem" in choice ? choice : {...binding, decimal: choice.decimal};
}

/** Whole numbers have no decimals, so the only sign in `1.234` groups. */
function chooseGrouping(evidence: DecimalEvidence): {decimal: DecimalSign} | {problem: string} {
  const {point, comma, either, example} = evidence;
  if (either > 0 && point === 0 && comma === 0) return {decimal: example?.includes(",") ? "." : ","};
  return chooseDecimal(evidence);
}

/** Parses each distinct text of a date column once, into the table (text, at) the reading names. */
async function readTimes(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  timezone: string,
): Promise<Reading | {problem: string}> {
  const times = `times_${source.name}_${binding.column}`;
  const column = textName(binding);
  await warehouse.run(`create or replace temp table ${times}_texts as
    select ${column} as text, count(*) as occurrences from texts_${source.name} where ${column} is not null group by ${column}`);
  const choice =
    binding.formats.length > 0 ? {formats: binding.formats} : await findFormat(warehouse, `${times}_texts`, timezone);
  if ("problem" in choice) return choice;
  const parsed = choice.formats.map((format) => parseTime("text", format, timezone));
  await warehouse.run(`create or replace temp table ${times} as select text, coalesce(${parsed.join(", ")}, null) as at from ${times}_texts;
    drop table ${times}_texts`);
  return {...binding, formats: choice.formats, decimal: undefined, times};
}

async function findFormat(
  warehouse: Warehouse,
  table: string,
  timezone: string,
): Promise<{formats: readonly string[]} | {problem: string}> {
  const formats = await plausibleFormats(warehouse, table);
  if (formats.length === 0) return describeUnknown(warehouse, table);
  const counts = await countFormats(warehouse, table, formats, timezone);
  if (counts.fits.every((rows) => rows === 0)) return describeUnknown(warehouse, table);
  const choice = chooseFormat(counts);
  return "problem" in choice ? choice : {formats: [choice.format]};
}

/** The candidates whose shape any text of a sample has. */
async function plausibleFormats(warehouse: Warehouse, table: string): Promise<string[]> {
  const sample = await warehouse.rows<{text: string}>(
    `select text from ${table} order by occurrences desc, text limit ${sampleSize}`,
  );
  return candidateFormats.filter((format) => {
    const shape = new RegExp(`^(?:${shapeOf(format)})$`);
    return sample.some(({text: value}) => shape.test(value));
  });
}

async function countFormats(
  warehouse: Warehouse,
  table: string,
  formats: readonly string[],
  timezone: string,
): Promise<FormatCounts> {
  const parsed = formats.map((format, i) => `${parseTime("text", format, timezone)} as f${i}`);
  const rows = (condition: string, name: string) =>
    `coalesce(sum(occurrences) filter (where ${condition}), 0) as ${name}`;
  const pairs = formats.flatMap((_, i) => formats.map((__, j) => [i, j] as const));
  const measures = [
    ...formats.map((_, i) => rows(`f${i} is not null`, `fits_${i}`)),
    ...pairs.map(([i, j]) => rows(`f${i} is not null and f${j} is null`, `only_${i}_${j}`)),
    ...pairs.map(([i, j]) => rows(`f${i} <> f${j}`, `differ_${i}_${j}`)),
  ];
  const row = await warehouse.row<Record<string, number>>(
    `with parsed as (select occurrences, ${parsed.join(", ")} from ${table}) select ${measures.join(", ")} from parsed`,
  );
  const matrix = (name: string) => formats.map((_, i) => formats.map((__, j) => row[`${name}_${i}_${j}`]!));
  return {formats, fits: formats.map((_, i) => row[`fits_${i}`]!), onlyThis: matrix("only"), differ: matrix("differ")};
}

/** A column without any text needs no format; texts no format fits need one from the config. */
async function describeUnknown(
  warehouse: Warehouse,
  table: string,
): Promise<{formats: readonly string[]} | {problem: string}> {
  const {example} = await warehouse.row<{example: string | null}>(`select min(text) as example from ${table}`);
  if (example === null) return {formats: ["%Y-%m-%d"]};
  return {problem: `no known format reads ${text(example)}; state it, for example \`format: "%d/%m/%Y"\``};
}
