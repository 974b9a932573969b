import {text} from "../store/warehouse.ts";
import {candidateFormats, chooseFormat, type FormatCounts, isClear, parseTime, shapeOf} from "./dateFormats.ts";
import type {Answer, Question} from "./questions.ts";
import type {Witness} from "./witness.ts";

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
  witness: Witness,
  timezone: string,
): Promise<{formats: readonly string[]} | {problem: string}> {
  const formats = await plausibleFormats(witness);
  if (formats.length === 0) return describeUnknown(witness);
  const measures = formatMeasures(formats);
  const question = (texts: string) => ({measures, from: parsed(texts, formats, timezone)});
  const counts = countsOf(formats, await witness.ask(`as ${formats.join(" ")}`, ({distinct}) => question(distinct)));
  if (counts.fits.every((rows) => rows === 0)) return describeUnknown(witness);
  const choice = chooseFormat(
    isClear(counts) ? counts : countsOf(formats, await witness.askAll(({counted}) => question(counted))),
  );
  return "problem" in choice ? choice : {formats: [choice.format]};
}

/** The candidates whose shape any text has: texts that differ only in their digits have one shape. */
async function plausibleFormats(witness: Witness): Promise<string[]> {
  const {shapes} = await witness.ask<{shapes: string | null}>("shapes", ({distinct}) => shapesIn(distinct), joinShapes);
  const sample = (shapes ?? "").split(separator);
  return candidateFormats.filter((format) => {
    const near = sample.filter((text) => hasSeparators(text, format));
    if (near.length === 0) return false;
    const shape = new RegExp(`^(?:${shapeOf(format)})$`);
    return near.some((text) => shape.test(text));
  });
}

/** Whether all that must stand between the numbers of a format stands in a text: much the sooner seen than the whole shape. */
function hasSeparators(text: string, format: string): boolean {
  const separators = format.replace(".%f", "").replace(/%./g, "");
  return [...separators].every((sign) => text.includes(sign));
}

const separator = "\u001e";

function shapesIn(texts: string): Question {
  const shapes = `(select regexp_replace(text, '[0-9]', '9', 'g') as shape, sum(occurrences) as occurrences
    from ${texts} where text is not null group by shape order by occurrences desc, shape limit ${mostShapes})`;
  return {measures: {shapes: `string_agg(shape, '${separator}')`}, from: shapes};
}

/** Nothing where there may be more than were looked at. */
function joinShapes({shapes: one}: Answer, {shapes: other}: Answer): Answer | undefined {
  const lists = [one, other].map((shapes) => (shapes === null ? [] : String(shapes).split(separator)));
  if (lists.some(({length}) => length >= mostShapes)) return undefined;
  return {shapes: [...new Set(lists.flat())].join(separator)};
}

function parsed(texts: string, formats: readonly string[], timezone: string): string {
  const readings = formats.map((format, i) => `${parseTime("text", format, timezone)} as f${i}`);
  return `(select occurrences, ${readings.join(", ")} from ${texts})`;
}

function formatMeasures(formats: readonly string[]): Record<string, string> {
  const rows = (condition: string) => `coalesce(sum(occurrences) filter (where ${condition}), 0)`;
  const measures: Record<string, string> = {};
  for (const i of formats.keys()) {
    measures[`fits_${i}`] = rows(`f${i} is not null`);
    for (const j of formats.keys()) {
      measures[`only_${i}_${j}`] = rows(`f${i} is not null and f${j} is null`);
      measures[`differ_${i}_${j}`] = rows(`f${i} <> f${j}`);
    }
  }
  return measures;
}

function countsOf(formats: readonly string[], found: Answer): FormatCounts {
  const count = (name: string) => found[name] as number;
  const matrix = (name: string) => formats.map((_, i) => formats.map((__, j) => count(`${name}_${i}_${j}`)));
  return {formats, fits: formats.map((_, i) => count(`fits_${i}`)), onlyThis: matrix("only"), differ: matrix("differ")};
}

/** A column without any text needs no format; texts no format fits need one from the config. */
async function describeUnknown(witness: Witness): Promise<{formats: readonly string[]} | {problem: string}> {
  const {example} = await witness.askAll<{example: string | null}>(({distinct}) => ({
    measures: {example: "min(text)"},
    from: distinct,
  }));
  if (example === null) return {formats: ["%Y-%m-%d"]};
  return {problem: `no known format reads ${text(example)}; state it, for example \`format: "%d/%m/%Y"\``};
}
