import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";

/** Brings `dist` up to date before tests that start the program. */
export default function setup(): void {
  execFileSync(process.execPath, [fileURLToPath(new URL("../../src/setup.mjs", import.meta.url))], {stdio: "inherit"});
}
