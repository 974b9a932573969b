import {execFileSync} from "node:child_process";
import {fileURLToPath} from "node:url";

// Brings `dist` up to date: who starts the program imports this, and the others need no build.
execFileSync(process.execPath, [fileURLToPath(new URL("../../src/setup.mjs", import.meta.url))], {stdio: "inherit"});
