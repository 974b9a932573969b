// A thread that loads what draws while the data is read, then paints the pictures it is named once it is sent their data.
import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {parentPort, workerData} from "node:worker_threads";
import type {Drawn} from "./drawings.ts";

// Read when the canvas is loaded: to look through the machine's fonts takes longer than all else in it.
process.env.DISABLE_SYSTEM_FONTS_LOAD = "1";
const [{drawings}, {encodePng}] = await Promise.all([import("./drawings.ts"), import("./png.ts")]);

parentPort!.once("message", (drawn: Drawn) => {
  const {folder, names} = workerData as {folder: string; names: readonly string[]};
  for (const name of names) writeFileSync(join(folder, `${name}.png`), encodePng(drawings[name]!(drawn)));
  process.exit();
});
