import {createHash} from "node:crypto";
import {createReadStream, createWriteStream} from "node:fs";
import {open} from "node:fs/promises";
import {pipeline} from "node:stream/promises";
import {createGunzip} from "node:zlib";
import {messageOf, phrased, SourceError} from "../lib/errors.ts";

const chunkSize = 1 << 20;

/** The first bytes of a file, at most `length`. */
export async function firstBytes(path: string, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** True for gzip data, whatever the file's name. */
export async function isGzip(path: string): Promise<boolean> {
  return (await firstBytes(path, 2)).equals(Buffer.from([0x1f, 0x8b]));
}

/** One pass over a file: SHA-256 (hex) of its bytes, while `look` sees its content, unpacked where it is gzip. Throws SourceError for a damaged gzip file. */
export async function hashFile(path: string, look: (chunk: Buffer) => void = () => {}): Promise<string> {
  const hash = createHash("sha256");
  const bytes = createReadStream(path, {highWaterMark: chunkSize});
  const hashing = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const looking = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) look(chunk);
  };
  if (await isGzip(path)) await unpacking(path, () => pipeline(bytes, hashing, createGunzip({chunkSize}), looking));
  else await pipeline(bytes, hashing, looking);
  return hash.digest("hex");
}

/** Writes the content of a file, unpacked where it is gzip, to `target`, changed on the way. */
export async function copyContent(
  path: string,
  target: string,
  change: (chunks: AsyncIterable<Buffer>) => AsyncIterable<string | Buffer> = (chunks) => chunks,
): Promise<void> {
  const bytes = createReadStream(path, {highWaterMark: chunkSize});
  const file = createWriteStream(target);
  if (await isGzip(path)) await unpacking(path, () => pipeline(bytes, createGunzip({chunkSize}), change, file));
  else await pipeline(bytes, change, file);
}

async function unpacking(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (!code.startsWith("Z_")) throw error;
    const problem =
      code === "Z_BUF_ERROR"
        ? phrased`is a gzip file that ends too early`
        : phrased`is a damaged gzip file (${messageOf(error)})`;
    throw new SourceError(path, undefined, phrased`${problem}: copy it again`, {cause: error});
  }
}
