import type {CsvInput} from "../config/config.ts";
import {phrased, SourceError} from "../lib/errors.ts";
import {text} from "../store/warehouse.ts";
import {cutNote} from "./bulk/readText.ts";
import {uniqueNames} from "./columns.ts";
import {loadCarefully} from "./csvCareful.ts";
import {betterDelimiter, type CsvStart, readStart} from "./csvDialect.ts";
import {longestRecord} from "./exchange.ts";
import type {InputFile, Reader, Target} from "./reader.ts";
import {type PlainText, plainText} from "./text.ts";
import type {TextFacts} from "./textFacts.ts";

/** CSV of any dialect, with a header. An empty value is NULL. The engine reads regular files in bulk; what it refuses is read record by record, and what is no record is set aside. */
export const readCsv: Reader<CsvInput> = async (file, input, target) => {
  const plain = await plainText(file, "csv", input.encoding, target);
  const sample = plain.facts.head.toString("utf8");
  const start = readStart(sample, plain.facts.bytes === plain.facts.head.length, input);
  checkStart(file, sample, start, input);
  const names = uniqueNames(start.header);
  if (!(isRegular(plain, start) && (await loadInBulk(plain.path, start, names, target))))
    await loadCarefully({file, path: plain.path, start, names}, target);
  return {
    columns: start.header.map((name, i) => ({name, columnName: names[i]!, isNumber: false})),
    sha256: plain.sha256,
    encoding: plain.encoding,
    notes: [...plain.notes, ...cutNotes(file, plain.facts)],
  };
};

function checkStart(file: InputFile, sample: string, {header, dialect}: CsvStart, stated: CsvInput): void {
  if (sample.trim() === "") throw new SourceError(file.path, undefined, phrased`is blank: there is not even a header`);
  if (header.length === 0)
    throw new SourceError(
      file.path,
      1,
      phrased`has a header that cannot be read with the quote ${dialect.quote}: state quote`,
    );
  const better = header.length === 1 && stated.delimiter !== undefined ? betterDelimiter(sample, dialect) : undefined;
  if (better !== undefined)
    throw new SourceError(
      file.path,
      1,
      phrased`has one column with the delimiter ${JSON.stringify(dialect.delimiter)}: delimiter: ${JSON.stringify(better)} gives more`,
    );
}

/** One kind of newline throughout, the header first, and nothing the bulk reader takes for something else. A CR or LF within quotes counts as well: such a file takes the slower way. */
function isRegular({facts: {newlines, hasQuoteGap}}: PlainText, {isFirstLine}: CsvStart): boolean {
  const isUniform = newlines.cr === 0 && (newlines.crlf === 0 || newlines.lf === 0);
  return isFirstLine && isUniform && !hasQuoteGap;
}

/** A cut within the last value leaves a record like any other. */
function cutNotes(file: InputFile, {newlines, endsWithNewline}: TextFacts): string[] {
  const lines = newlines.lf + newlines.crlf + newlines.cr;
  if (endsWithNewline || lines < 2) return [];
  return [cutNote(file, lines + 1)];
}

async function loadInBulk(
  path: string,
  {dialect}: CsvStart,
  names: readonly string[],
  {warehouse, table}: Target,
): Promise<boolean> {
  const columns = names.map((name) => `${text(name)}: 'VARCHAR'`).join(", ");
  try {
    await warehouse.run(`
      create table ${table} as
      select cast(row_number() over () as bigint) as "row", *
      from read_csv(${text(path)}, auto_detect = false, header = true, strict_mode = true, columns = {${columns}},
        delim = ${text(dialect.delimiter)}, quote = ${text(dialect.quote)}, escape = ${text(dialect.escape)},
        max_line_size = ${longestRecord})`);
    return true;
  } catch {
    return false;
  }
}
