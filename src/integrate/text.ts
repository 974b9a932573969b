import {join} from "node:path";
import type {Encoding} from "../config/config.ts";
import {fixed, phrased, SourceError} from "../lib/errors.ts";
import {decode, detectEncoding, hasByteOrderMark} from "./encoding.ts";
import {copyContent, hashFile, isGzip} from "./fileBytes.ts";
import {formatByContent} from "./formats.ts";
import type {InputFile, Target} from "./reader.ts";
import {type TextFacts, TextInspector} from "./textFacts.ts";

/** A text that other readers can take as it is: UTF-8 without byte order mark and without NUL bytes. */
export interface PlainText {
  /** The file to read: the input itself where it is plain, else a copy in the target's folder. */
  readonly path: string;
  readonly facts: TextFacts;
  readonly encoding: Encoding;
  /** SHA-256 of the input, hex. */
  readonly sha256: string;
  readonly notes: readonly string[];
}

/** Reads the text of a file in the encoding stated, or else detected. Throws SourceError where it is no text. */
export async function plainText(
  file: InputFile,
  format: "csv" | "json",
  stated: Encoding | undefined,
  {folder}: Target,
): Promise<PlainText> {
  const {sha256, facts} = await inspect(file.path);
  refuseOtherFormats(file, format, facts);
  const encoding = stated ?? detectEncoding(facts);
  const isPlain = encoding === "utf-8" && !hasByteOrderMark(facts) && !(await isGzip(file.path));
  const text = isPlain ? {path: file.path, facts} : await transcode(file, encoding, facts, folder);
  if (encoding === "utf-8" && facts.foreignLine !== undefined) throw foreign(file, facts.foreignLine);
  if (text.facts.nulLine !== undefined) throw nulByte(file, text.facts.nulLine);
  return {...text, encoding, sha256, notes: guessNotes(file, stated, encoding, facts)};
}

async function inspect(path: string): Promise<{sha256: string; facts: TextFacts}> {
  const inspector = new TextInspector();
  const sha256 = await hashFile(path, (chunk) => inspector.add(chunk));
  return {sha256, facts: inspector.facts()};
}

async function transcode(
  file: InputFile,
  encoding: Encoding,
  original: TextFacts,
  folder: string,
): Promise<{path: string; facts: TextFacts}> {
  const path = join(folder, "text.utf8");
  try {
    await copyContent(file.path, path, (chunks) => decode(chunks, encoding));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw foreignTo(file, encoding, original, error);
  }
  return {path, facts: (await inspect(path)).facts};
}

function foreignTo(file: InputFile, encoding: Encoding, facts: TextFacts, cause: Error): SourceError {
  if (encoding === "utf-8") return foreign(file, facts.foreignLine ?? 1);
  const cut = facts.bytes % 2 === 1 ? ": it ends in the middle of a character" : "";
  return new SourceError(
    file.path,
    undefined,
    fixed(`is not valid ${encoding}${cut}; copy it again, or state its encoding`),
    {
      cause,
    },
  );
}

function foreign(file: InputFile, line: number): SourceError {
  return new SourceError(
    file.path,
    line,
    phrased`is not valid UTF-8; state another encoding, or leave it to be detected`,
  );
}

function nulByte(file: InputFile, line: number): SourceError {
  return new SourceError(
    file.path,
    line,
    phrased`has a NUL byte: the file is damaged or no text; export it again, or state its encoding`,
  );
}

function refuseOtherFormats(file: InputFile, format: "csv" | "json", {head}: TextFacts): void {
  const other = formatByContent(head);
  if (other === undefined) return;
  throw new SourceError(file.path, undefined, fixed(`is ${other.name}, not ${format.toUpperCase()}: ${other.remedy}`));
}

function guessNotes(
  {path}: InputFile,
  stated: Encoding | undefined,
  encoding: Encoding,
  {foreignLine}: TextFacts,
): string[] {
  if (stated !== undefined || encoding !== "windows-1252") return [];
  return [
    `${path} is not UTF-8 (first in line ${foreignLine}) and was read as windows-1252; state its encoding if that is wrong.`,
  ];
}
