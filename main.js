#!/usr/bin/env node
import {existsSync} from "node:fs";

if (existsSync(new URL("./dist/main.js", import.meta.url)) && existsSync(new URL("./node_modules", import.meta.url))) {
  await import("./dist/main.js");
} else {
  console.error("Daybook is not set up yet: run `npm start` once (it installs, builds and runs on the sample data).");
  process.exitCode = 2;
}
