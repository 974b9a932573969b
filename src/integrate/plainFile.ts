import {join} from "node:path";
import {fixed, SourceError} from "../lib/errors.ts";
import {copyContent, firstBytes, hashFile, isGzip} from "./fileBytes.ts";
import {formatByContent} from "./formats.ts";
import type {InputFile} from "./reader.ts";

interface BinaryFormat {
  /** The bytes such a file starts with. */
  readonly sign: string;
  readonly name: string;
}

/** A binary file to read, unpacked into `folder` where it is gzip, and its SHA-256. Throws SourceError when it is of another format. */
export async function plainFile(
  file: InputFile,
  folder: string,
  {sign, name}: BinaryFormat,
): Promise<{path: string; sha256: string}> {
  const sha256 = await hashFile(file.path);
  const path = await unpacked(file.path, folder);
  const head = await firstBytes(path, 512);
  if (head.toString("latin1").startsWith(sign)) return {path, sha256};
  const other = formatByContent(head);
  throw new SourceError(
    file.path,
    undefined,
    fixed(other ? `is ${other.name}, not ${name}: ${other.remedy}` : `is not ${name}: check the path and the format`),
  );
}

async function unpacked(path: string, folder: string): Promise<string> {
  if (!(await isGzip(path))) return path;
  const copy = join(folder, "unpacked");
  await copyContent(path, copy);
  return copy;
}
