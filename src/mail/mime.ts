/** A message, or a part of one, as it was received. */
export interface MimePart {
  readonly headers: readonly MimeHeader[];
  /** `text/html`, in small letters. */
  readonly type: string;
  /** Decoded; of a part with parts, empty. */
  readonly content: Buffer;
  readonly parts: readonly MimePart[];
}

/** Unfolded; what was encoded in the value still is. */
export interface MimeHeader {
  readonly name: string;
  readonly value: string;
}

/** Takes a message apart, as strictly as it was put together: lines end with CR LF. Throws Error where it is not a message. */
export function parseMime(text: string): MimePart {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) throw new Error("the headers do not end");
  const headers = unfold(text.slice(0, end)).map(headerOf);
  const [type = "text/plain"] = (headerValue(headers, "content-type") ?? "").toLowerCase().split(/[;\s]/);
  const body = text.slice(end + 4);
  if (!type.startsWith("multipart/")) return {headers, type, content: decoded(body, headers), parts: []};
  return {headers, type, content: Buffer.alloc(0), parts: partsOf(body, headers).map(parseMime)};
}

/** The value of the first header of that name, in small letters. */
export function headerValue(headers: readonly MimeHeader[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

/** The part and all within it. */
export function allParts(part: MimePart): MimePart[] {
  return [part, ...part.parts.flatMap(allParts)];
}

/** `=?UTF-8?Q?caf=C3=A9?=` → `café`; between two encoded words a blank is no blank. */
export function decodeWords(value: string): string {
  return value
    .replaceAll(/(\?=)\s+(?==\?)/g, "$1")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, encoding: string, text: string) =>
      /b/i.test(encoding) ? Buffer.from(text, "base64").toString() : quoted(text.replaceAll("_", " ")).toString(),
    );
}

function unfold(head: string): string[] {
  return head.replaceAll(/\r\n(?=[ \t])/g, "").split("\r\n");
}

function headerOf(line: string): MimeHeader {
  const [, name, value] = /^([!-9;-~]+):[ \t]*(.*)$/s.exec(line) ?? [];
  if (name === undefined) throw new Error(`"${line.slice(0, 40)}" is not a header`);
  return {name, value: value!};
}

function partsOf(body: string, headers: readonly MimeHeader[]): string[] {
  const [, boundary] = /boundary="?([^";]+)"?/i.exec(headerValue(headers, "content-type")!) ?? [];
  if (!boundary) throw new Error("a part with parts has no boundary");
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)!.startsWith("--")) throw new Error("the last boundary is missing");
  return pieces.slice(1, -1).map((piece) => piece.replace(/^[ \t]*\r\n/, ""));
}

function decoded(body: string, headers: readonly MimeHeader[]): Buffer {
  const encoding = headerValue(headers, "content-transfer-encoding")?.toLowerCase() ?? "7bit";
  if (encoding === "base64") return Buffer.from(body, "base64");
  return encoding === "quoted-printable" ? quoted(body.replaceAll(/=[ \t]*\r\n/g, "")) : Buffer.from(body, "latin1");
}

function quoted(text: string): Buffer {
  const bytes = text.replaceAll(/=([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1");
}
