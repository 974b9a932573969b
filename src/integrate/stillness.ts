import {stat} from "node:fs/promises";
import {phrased, TemporaryError} from "../lib/errors.ts";
import type {InputFile} from "./reader.ts";

/** Throws TemporaryError for a file that is no longer as `file` describes it. */
export async function refuseChange({path, bytes, modifiedAt}: InputFile): Promise<void> {
  const after = await stat(path);
  if (after.size !== bytes || after.mtime.toISOString() !== modifiedAt)
    throw new TemporaryError(phrased`${path} changed while it was read; try again when it is written`);
}
