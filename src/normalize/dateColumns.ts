import {text, type Warehouse} from "../store/warehouse.ts";
import {candidateFormats, chooseFormat, type FormatCounts, isClear, parseTime, shapeOf} from "./dateFormats.ts";
import type {Texts} from "./stored.ts";

/** What reading a source needs to know of its surroundings. */
export interface Frame {
  readonly configFile: string;
  readonly timezone: string;
  /** ISO 4217 code of the report. */
  readonly currency: string;
}

/** Shapes looked at, the commonest first; a column has a few, unless it is no column of dates. */
const mostShapes = 1000;

/** The format of a column's texts, or the sentence that says why it is open. */
export async function findFormats(
  warehouse: Warehouse,
  {distinct, counted}: Texts,
  timezone: string,
): Promise<{formats: readonly string[]} | {problem: string}> {
  const formats = await plausibleFormats(warehouse, distinct);
  if (formats.length === 0) return describeUnknown(warehouse, distinct);
  const counts = await countFormats(warehouse, distinct, formats, timezone);
  if (counts.fits.every((rows) => rows === 0)) return describeUnknown(warehouse, distinct);
  const choice = chooseFormat(isClear(counts) ? counts : await countFormats(warehouse, counted, formats, timezone));
  return "problem" in choice ? choice : {formats: [choice.format]};
}

/** The candidates whose shape any text has: texts that differ only in their digits have one shape. */
async function plausibleFormats(warehouse: Warehouse, texts: string): Promise<string[]> {
  const sample = await warehouse.rows<{text: string}>(`
    with shapes as (select regexp_replace(text, '[0-9]', '9', 'g') as shape, text, occurrences from ${texts} where text is not null)
    select min(text) as text from shapes group by shape order by sum(occurrences) desc, text limit ${mostShapes}`);
  return candidateFormats.filter((format) => {
    const shape = new RegExp(`^(?:${shapeOf(format)})$`);
    return sample.some(({text: value}) => shape.test(value));
  });
}

async function countFormats(
  warehouse: Warehouse,
  texts: string,
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
    `with parsed as (select occurrences, ${parsed.join(", ")} from ${texts}) select ${measures.join(", ")} from parsed`,
  );
  const matrix = (name: string) => formats.map((_, i) => formats.map((__, j) => row[`${name}_${i}_${j}`]!));
  return {formats, fits: formats.map((_, i) => row[`fits_${i}`]!), onlyThis: matrix("only"), differ: matrix("differ")};
}

/** A column without any text needs no format; texts no format fits need one from the config. */
async function describeUnknown(
  warehouse: Warehouse,
  texts: string,
): Promise<{formats: readonly string[]} | {problem: string}> {
  const {example} = await warehouse.row<{example: string | null}>(`select min(text) as example from ${texts}`);
  if (example === null) return {formats: ["%Y-%m-%d"]};
  return {problem: `no known format reads ${text(example)}; state it, for example \`format: "%d/%m/%Y"\``};
}
