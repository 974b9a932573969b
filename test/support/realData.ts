import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";

/** The folder of real input beside the repository, where it lies there. Tests that need it skip, and say so, when it does not. */
export function realData(name: "smart-retail" | "adventureworks"): string | undefined {
  const folder = fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url));
  if (existsSync(folder)) return folder;
  console.warn(`skipping: the real input ${name} is not there`);
  return undefined;
}
