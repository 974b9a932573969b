import {readdirSync} from "node:fs";
import type {Config} from "../config/config.ts";
import {ConfigError} from "../lib/errors.ts";
import type {Finding} from "./verdict.ts";

/** The folder of the user's own audits, where the config names one. Throws ConfigError when there is no such folder, or no audit in it. */
export function checkAudits({audits, file}: Config): Finding {
  if (audits === undefined) return {kind: "fine", message: "none of your own"};
  const found = sqlFiles(audits);
  if (found === undefined || found.length === 0) {
    const problem = found === undefined ? "is no folder that can be read" : "holds no .sql file";
    throw new ConfigError(file, [{message: `audits: ${audits} ${problem}; correct the path, or take the setting out`}]);
  }
  return {kind: "fine", message: `${found.length} of your own in ${audits}`};
}

function sqlFiles(folder: string): string[] | undefined {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".sql"));
  } catch {
    return undefined;
  }
}
