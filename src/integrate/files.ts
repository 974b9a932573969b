import {constants, type Stats} from "node:fs";
import {access, readdir, stat} from "node:fs/promises";
import {basename, dirname, extname, join} from "node:path";
import {messageOf, phrased, SourceError} from "../lib/errors.ts";
import {closest} from "../lib/similar.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import type {InputFile} from "./reader.ts";

/** The files a path names, itself or as a glob, in alphabetical order. Throws SourceError where there is none, or one that cannot be read. */
export async function findFiles(warehouse: Warehouse, path: string): Promise<readonly InputFile[]> {
  const files: InputFile[] = [];
  for (const found of await findPaths(warehouse, path)) files.push(await describe(found));
  return files;
}

async function findPaths(warehouse: Warehouse, path: string): Promise<readonly string[]> {
  if (!/[*?[]/.test(path) || (await isThere(path))) return [path];
  const rows = await warehouse.rows<{file: string}>(`select file from glob(${text(path)}) order by file`);
  if (rows.length === 0)
    throw new SourceError(path, undefined, phrased`matches no file: check the pattern and the folder it looks in`);
  return rows.map(({file}) => file);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** What is known of a file without reading it. */
export async function describe(path: string): Promise<InputFile> {
  const facts = await statFile(path);
  if (facts.isDirectory())
    throw new SourceError(path, undefined, phrased`is a folder: name a file in it, or all with ${globFor(path)}`);
  if (!facts.isFile()) throw new SourceError(path, undefined, phrased`is not a regular file: copy its content to one`);
  if (facts.size === 0)
    throw new SourceError(path, undefined, phrased`is empty (0 bytes): the export that writes it may have failed`);
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw new SourceError(path, undefined, phrased`cannot be read by this user: change its permissions`, {
      cause: error,
    });
  });
  return {path, bytes: facts.size, modifiedAt: facts.mtime.toISOString()};
}

function globFor(folder: string): string {
  return join(folder, "*");
}

async function statFile(path: string): Promise<Stats> {
  try {
    return await stat(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const problem =
      code === "ENOENT" || code === "ENOTDIR"
        ? phrased`does not exist${await neighbour(path)}`
        : phrased`cannot be read: ${messageOf(error)}`;
    throw new SourceError(path, undefined, problem, {cause: error});
  }
}

/** A file of the same folder that may be meant. */
async function neighbour(path: string): Promise<string> {
  const names = await readdir(dirname(path)).catch(() => undefined);
  if (names === undefined) return `, nor does the folder ${dirname(path)}`;
  const guess = closest(
    basename(path),
    names.filter((name) => extname(name) !== ""),
  );
  return guess === undefined ? "; paths are relative to the config file" : ` (did you mean ${guess}?)`;
}
