import type {CsvInput} from "../config/config.ts";
import {columnCounts} from "./csvColumns.ts";
import {type Dialect, parseRecord} from "./csvRecord.ts";

/** How a CSV file starts: its dialect, its header, and where the header is. */
export interface CsvStart {
  readonly dialect: Dialect;
  /** Trimmed; empty when the file has no record at all. */
  readonly header: readonly string[];
  /** Bytes before the line that Excel reads as `sep=;` has ended, and its lines (0 or 1). */
  readonly preamble: {readonly bytes: number; readonly lines: number};
  /** True when the header is the very first line, as the bulk reader wants it. */
  readonly isFirstLine: boolean;
}

const delimiters = [",", ";", "\t", "|"];
const quotes = ['"', "'"];

/** Reads the start of a CSV file. `sample` is its first text, `isWhole` when that is all of it. */
export function readStart(sample: string, isWhole: boolean, stated: CsvInput): CsvStart {
  const separator = /^sep=(.)(?:\r\n|\n|\r)/i.exec(sample);
  const preamble = separator?.[0] ?? "";
  const text = sample.slice(preamble.length);
  const dialect = detectDialect(text, {...(separator && {delimiter: separator[1]!}), ...stated});
  const blank = /^(?:[ ]*(?:\r\n|\n|\r))*/.exec(text)![0].length;
  const parsed = parseRecord(text, blank, dialect, isWhole);
  const header = parsed.kind === "record" && blank < text.length ? parsed.fields.map((name) => name.trim()) : [];
  return {
    dialect,
    header,
    preamble: {bytes: Buffer.byteLength(preamble), lines: preamble === "" ? 0 : 1},
    isFirstLine: preamble === "" && blank === 0,
  };
}

/** What is stated, else the delimiter with which the first records agree best on a number of columns, and the quote that stands around values. */
export function detectDialect(sample: string, stated: Partial<Dialect> = {}): Dialect {
  const ranked = (stated.delimiter === undefined ? delimiters : [stated.delimiter])
    .map((delimiter) => {
      const quote = stated.quote ?? detectQuote(sample, delimiter);
      return {delimiter, quote, ...agreement(sample, delimiter, quote)};
    })
    .sort((a, b) => b.share - a.share || b.columns - a.columns);
  const {delimiter, quote} = ranked[0]!;
  return {delimiter, quote, escape: stated.escape ?? quote};
}

function detectQuote(sample: string, delimiter: string): string {
  const counts = quotes.map((quote) => quotedValues(sample, delimiter, quote));
  return counts[1]! > counts[0]! ? quotes[1]! : quotes[0]!;
}

/** How many values of one line are wrapped in `quote`. */
function quotedValues(sample: string, delimiter: string, quote: string): number {
  const edge = delimiter === "|" ? "\\|" : delimiter.replaceAll(/[\\^$.*+?()[\]{}]/g, "\\$&");
  const wrapped = new RegExp(`(?:^|${edge}) *${quote}[^${quote}\\r\\n]*${quote} *(?=${edge}|$)`, "gm");
  return [...sample.slice(0, 32_768).matchAll(wrapped)].length;
}

/** The share of the first records with as many columns as the first one, 0 where that has one only. */
function agreement(sample: string, delimiter: string, quote: string): {share: number; columns: number} {
  const counts = columnCounts(sample.slice(0, 32_768), delimiter, quote);
  const columns = counts[0] ?? 0;
  if (columns < 2) return {share: 0, columns};
  return {share: counts.filter((count) => count === columns).length / counts.length, columns};
}

/** The delimiter that would split the header, where the stated one does not. */
export function betterDelimiter(sample: string, {delimiter, quote}: Dialect): string | undefined {
  const others = delimiters.filter((other) => other !== delimiter);
  return others.find((other) => agreement(sample, other, quote).share > 0.5);
}
