import {parse} from "csv-parse/sync";

const mostRecords = 200;

/** How many columns each of the first records of a sample has. */
export function columnCounts(sample: string, delimiter: string, quote: string): readonly number[] {
  const counts = plainCounts(sample, delimiter, quote) ?? parsedCounts(sample, delimiter, quote);
  // The last one may be cut by the end of the sample.
  return counts.length > 2 ? counts.slice(0, -1) : counts;
}

/** Nothing for a sample in which a record may be more or less than a line. */
function plainCounts(sample: string, delimiter: string, quote: string): readonly number[] | undefined {
  if (sample.includes(quote) || sample.includes('"') || delimiter === '"' || /[\r\uFEFF]/.test(sample))
    return undefined;
  const lines = sample.split("\n").filter((line) => line !== "");
  return lines.slice(0, mostRecords).map((line) => line.split(delimiter).length);
}

function parsedCounts(sample: string, delimiter: string, quote: string): readonly number[] {
  const records: string[][] = parse(sample, {
    delimiter,
    quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    to: mostRecords,
  });
  return records.map(({length}) => length);
}
