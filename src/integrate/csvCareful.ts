import {createReadStream} from "node:fs";
import {join} from "node:path";
import {phrased, SourceError} from "../lib/errors.ts";
import type {CsvStart} from "./csvDialect.ts";
import {type CsvFault, countLines, csvFaults, type ParsedRecord, parseRecord} from "./csvRecord.ts";
import {ExchangeFile, loadExchange, longestRecord} from "./exchange.ts";
import type {InputFile, Target} from "./reader.ts";

interface CarefulInput {
  /** For messages. */
  readonly file: InputFile;
  /** The text to read. */
  readonly path: string;
  readonly start: CsvStart;
  readonly names: readonly string[];
}

/** Reads a CSV text record by record and sets aside what is none, with line and reason. Throws SourceError where the file ends in the middle of a record. */
export async function loadCarefully(input: CarefulInput, target: Target): Promise<void> {
  const rows = new ExchangeFile(join(target.folder, "rows"));
  const aside = new ExchangeFile(join(target.folder, "faults"));
  try {
    await new CarefulReader(input, rows, aside).read();
  } finally {
    rows.close();
    aside.close();
  }
  await loadExchange(input.file, input.names, [rows, aside], target);
}

class CarefulReader {
  private text = "";
  /** 1-based line at which the next record starts. */
  private line: number;
  private row = 0;
  private isHeaderRead = false;
  /** The last record, where it can be one that was cut. */
  private cutLine: number | undefined;

  constructor(
    private readonly input: CarefulInput,
    private readonly rows: ExchangeFile,
    private readonly aside: ExchangeFile,
  ) {
    this.line = 1 + input.start.preamble.lines;
  }

  async read(): Promise<void> {
    const {path, start, file} = this.input;
    const options = {start: start.preamble.bytes, encoding: "utf8", highWaterMark: 1 << 20} as const;
    for await (const chunk of createReadStream(path, options)) this.take(chunk as string, false);
    this.take("", true);
    if (this.cutLine !== undefined)
      throw new SourceError(
        file.path,
        this.cutLine,
        phrased`ends in the middle of a record: the file is cut or still being written; copy it again`,
      );
  }

  private take(chunk: string, isLast: boolean): void {
    this.text += chunk;
    let at = 0;
    while (at < this.text.length) {
      // Nothing that long is one record: a quote was opened by mistake.
      const isTooLong = this.text.length - at > longestRecord;
      const parsed = parseRecord(this.text, at, this.input.start.dialect, isLast || isTooLong);
      if (parsed.kind === "open") break;
      this.accept(parsed, this.text.slice(at, parsed.end), isLast);
      at = parsed.end;
    }
    this.text = this.text.slice(at);
  }

  private accept(parsed: Exclude<ParsedRecord, {kind: "open"}>, raw: string, isLast: boolean): void {
    const isRest = isLast && parsed.kind === "fault";
    if (!this.isBlank(raw)) {
      if (!this.isHeaderRead) this.isHeaderRead = true;
      else this.keep(parsed, raw, isRest);
    }
    this.line += countLines(raw);
  }

  private keep(parsed: Exclude<ParsedRecord, {kind: "open"}>, raw: string, isRest: boolean): void {
    const {names} = this.input;
    this.row++;
    const reason = parsed.kind === "fault" ? parsed.reason : raggedness(parsed.fields, names.length);
    this.noteCut(reason, raw, isRest);
    if (reason !== undefined) this.aside.write([this.row, this.line, raw.replace(/[\r\n]+$/, ""), reason]);
    const fields = reason === undefined && parsed.kind === "record" ? parsed.fields : [];
    this.rows.write([this.row, ...names.map((_, i) => fields[i] || null)]);
  }

  /** A cut leaves an open quote with no good record behind it, or too few fields and no newline. */
  private noteCut(reason: CsvFault | undefined, raw: string, isRest: boolean): void {
    const isUnended = reason === csvFaults.few && !/[\r\n]$/.test(raw);
    if (reason === undefined) this.cutLine = undefined;
    else if (isUnended || (isRest && reason === csvFaults.open)) this.cutLine ??= this.line;
  }

  /** In a table of one column a blank line is a record without a value. */
  private isBlank(raw: string): boolean {
    return (this.input.names.length > 1 || !this.isHeaderRead) && /^ *[\r\n]*$/.test(raw);
  }
}

/** Empty values beyond the header lose nothing: some programs end every line with a delimiter. */
function raggedness(fields: readonly string[], columns: number): CsvFault | undefined {
  if (fields.length < columns) return csvFaults.few;
  return fields.slice(columns).some((field) => field !== "") ? csvFaults.many : undefined;
}
