import type {Encoding} from "../config/config.ts";
import type {TextFacts} from "./textFacts.ts";

const marks: readonly {readonly bytes: Buffer; readonly encoding: Encoding}[] = [
  {bytes: Buffer.from([0xef, 0xbb, 0xbf]), encoding: "utf-8"},
  {bytes: Buffer.from([0xff, 0xfe]), encoding: "utf-16le"},
  {bytes: Buffer.from([0xfe, 0xff]), encoding: "utf-16be"},
];

/** The encoding of a text: by its byte order mark, else by where its zero bytes are, else UTF-8 where it is valid, else windows-1252, in which every byte means something. */
export function detectEncoding({head, foreignLine}: TextFacts): Encoding {
  const marked = marks.find(({bytes}) => startsWith(head, bytes));
  return marked?.encoding ?? wideEncoding(head) ?? (foreignLine === undefined ? "utf-8" : "windows-1252");
}

export function hasByteOrderMark({head}: TextFacts): boolean {
  return marks.some(({bytes}) => startsWith(head, bytes));
}

function startsWith(head: Buffer, bytes: Buffer): boolean {
  return head.subarray(0, bytes.length).equals(bytes);
}

/** Western text in UTF-16 has a zero in most of its high bytes and in none of the low ones. */
function wideEncoding(head: Buffer): Encoding | undefined {
  const zeros = [0, 0];
  for (const [i, byte] of head.subarray(0, 4096).entries()) if (byte === 0) zeros[i % 2]!++;
  const [even, odd] = zeros as [number, number];
  const many = Math.min(head.length, 4096) * 0.2;
  if (odd > many && even === 0) return "utf-16le";
  return even > many && odd === 0 ? "utf-16be" : undefined;
}

/** Bytes to text, without the byte order mark. Throws TypeError where the bytes are not of that encoding. */
export async function* decode(chunks: AsyncIterable<Buffer>, encoding: Encoding): AsyncGenerator<string> {
  const text = decoder(encoding);
  for await (const chunk of chunks) yield text(chunk, false);
  yield text(Buffer.alloc(0), true);
}

function decoder(encoding: Encoding): (chunk: Buffer, isLast: boolean) => string {
  if (encoding === "latin1") return (chunk) => chunk.toString("latin1");
  if (encoding === "windows-1252") return decodeWindows1252;
  const text = new TextDecoder(encoding, {fatal: true});
  return (chunk, isLast) => text.decode(chunk, {stream: !isLast});
}

// What windows-1252 has where Latin-1 has control characters; five bytes stay what they are. Node's own decoder takes one for the other.
const upper = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ";

export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString("latin1").replaceAll(/[\x80-\x9f]/g, (char) => upper[char.charCodeAt(0) - 0x80]!);
}
