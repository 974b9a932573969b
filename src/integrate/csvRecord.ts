export interface Dialect {
  readonly delimiter: string;
  readonly quote: string;
  /** Before a quote within a value: the quote itself, doubling it, or another character. */
  readonly escape: string;
}

export const csvFaults = {
  few: "has fewer fields than the header",
  many: "has more fields than the header",
  open: "has a quote that is never closed",
  after: "has text after a closing quote",
} as const;
export type CsvFault = (typeof csvFaults)[keyof typeof csvFaults];

/** `end` is where the next record starts. A record that cannot be read ends with its first line, so that a stray quote costs one line. */
export type ParsedRecord =
  | {readonly kind: "record"; readonly fields: readonly string[]; readonly end: number}
  | {readonly kind: "fault"; readonly reason: CsvFault; readonly end: number}
  /** The text ends before the record does, and more may come. */
  | {readonly kind: "open"};

interface Field {
  readonly value: string;
  readonly end: number;
}

const open = {kind: "open"} as const;

/** Reads one record of `text` from `start`. `isLast`: no text follows this one. */
export function parseRecord(text: string, start: number, dialect: Dialect, isLast: boolean): ParsedRecord {
  const fields: string[] = [];
  for (let at = start; ; ) {
    const field = parseField(text, at, dialect, isLast);
    if (field === "open") return open;
    if (typeof field === "string") return fault(text, start, field, isLast);
    fields.push(field.value);
    if (text.startsWith(dialect.delimiter, field.end)) at = field.end + dialect.delimiter.length;
    else return endOfRecord(text, field.end, isLast, (end) => ({kind: "record", fields, end}));
  }
}

function parseField(text: string, at: number, dialect: Dialect, isLast: boolean): Field | CsvFault | "open" {
  if (text.startsWith(dialect.quote, at)) return quotedField(text, at, dialect, isLast);
  // One space, as the bulk reader has it: more than that, and the quote is part of the text.
  if (text[at] === " " && text.startsWith(dialect.quote, at + 1)) return quotedField(text, at + 1, dialect, isLast);
  const end = endOfBareField(text, at, dialect.delimiter);
  return end === text.length && !isLast ? "open" : {value: text.slice(at, end), end};
}

function quotedField(text: string, at: number, dialect: Dialect, isLast: boolean): Field | CsvFault | "open" {
  const {quote} = dialect;
  const close = closingQuote(text, at + quote.length, dialect);
  if (close < 0 || (close + quote.length === text.length && !isLast)) return isLast ? csvFaults.open : "open";
  const end = skipSpaces(text, close + quote.length, dialect);
  if (end === text.length && !isLast) return "open";
  const isDone = end === text.length || isNewline(text, end) || text.startsWith(dialect.delimiter, end);
  return isDone ? {value: unescaped(text.slice(at + quote.length, close), dialect), end} : csvFaults.after;
}

/** Where the value that starts at `from` has its closing quote, -1 when there is none in sight. */
function closingQuote(text: string, from: number, {quote, escape: mark}: Dialect): number {
  if (mark !== quote) return quoteBehindEscapes(text, from, quote, mark);
  let at = text.indexOf(quote, from);
  while (at >= 0 && text.startsWith(quote, at + quote.length)) at = text.indexOf(quote, at + 2 * quote.length);
  return at;
}

function quoteBehindEscapes(text: string, from: number, quote: string, mark: string): number {
  for (let i = from; i < text.length; i++) {
    if (text.startsWith(mark, i)) i += mark.length;
    else if (text.startsWith(quote, i)) return i;
  }
  return -1;
}

function unescaped(value: string, {quote, escape: mark}: Dialect): string {
  if (!value.includes(mark)) return value;
  if (mark === quote) return value.replaceAll(quote + quote, () => quote);
  const pairs = [mark + mark, mark + quote];
  let text = "";
  for (let i = 0; i < value.length; i++) {
    if (pairs.some((pair) => value.startsWith(pair, i))) i += mark.length;
    text += value[i];
  }
  return text;
}

function skipSpaces(text: string, from: number, {delimiter}: Dialect): number {
  let at = from;
  while (text[at] === " " && delimiter !== " ") at++;
  return at;
}

function endOfBareField(text: string, from: number, delimiter: string): number {
  for (let i = from; i < text.length; i++) {
    if (isNewline(text, i) || (text[i] === delimiter[0] && text.startsWith(delimiter, i))) return i;
  }
  return text.length;
}

function isNewline(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}

function fault(text: string, start: number, reason: CsvFault, isLast: boolean): ParsedRecord {
  return endOfRecord(text, endOfLine(text, start), isLast, (end) => ({kind: "fault", reason, end}));
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isNewline(text, at)) at++;
  return at;
}

/** Steps over the newline at `at`, which may be the last thing in sight and only half there. */
function endOfRecord(text: string, at: number, isLast: boolean, done: (end: number) => ParsedRecord): ParsedRecord {
  const isCr = text[at] === "\r";
  if (!isLast && (at === text.length || (isCr && at + 1 === text.length))) return open;
  return done(isCr && text[at + 1] === "\n" ? at + 2 : Math.min(at + 1, text.length));
}

/** How many lines a stretch of text ends. */
export function countLines(text: string): number {
  let lines = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || (code === 13 && text.charCodeAt(i + 1) !== 10)) lines++;
  }
  return lines;
}
