import {parse} from "csv-parse/sync";
import fc from "fast-check";
import {expect, test} from "vitest";
import {columnCounts} from "../../src/integrate/csvColumns.ts";

const piece = fc.constantFrom(
  "a",
  "b c",
  ",",
  ";",
  "|",
  "\t",
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  '"',
  "'",
  " ",
  "é",
  "\uFEFF",
);

test("the columns of the first records are those a parser finds, quoted or not", () => {
  const sample = fc.array(piece, {maxLength: 30}).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(sample, fc.constantFrom(",", ";", "|", "\t"), fc.constantFrom('"', "'"), (text, delimiter, quote) => {
      const records: string[][] = parse(text, {
        delimiter,
        quote,
        relax_column_count: true,
        relax_quotes: true,
        skip_empty_lines: true,
        skip_records_with_error: true,
      });
      const counts = records.map(({length}) => length);
      expect(columnCounts(text, delimiter, quote)).toEqual(counts.length > 2 ? counts.slice(0, -1) : counts);
    }),
    {numRuns: 2000},
  );
});

test("of many records the first are enough, of which the last may be cut", () => {
  expect(columnCounts("a,b\n".repeat(1000), ",", '"')).toEqual(Array(199).fill(2));
});
