import {dirname, join, relative} from "node:path";
import {closest} from "../../lib/similar.ts";
import {type SourceName, sourceNames} from "../../sample/sourceFiles.ts";
import type {Command} from "../command.ts";
import {counted} from "../counted.ts";
import {wholeNumberProblem} from "../options.ts";

export const sample: Command = {
  name: "sample",
  summary: "write sample sources, and truth.json: what must be found in them",
  options: [
    {
      name: "orders",
      value: "N",
      summary: "how many orders; there are about ten events to each",
      default: "1000",
      problem: wholeNumberProblem(1, 100_000_000),
    },
    {
      name: "seed",
      value: "S",
      summary: "another number is another shop, the same one the same bytes",
      default: "1",
      problem: wholeNumberProblem(0, 2 ** 32 - 1),
    },
    {
      name: "only",
      value: "NAMES",
      summary: "only these sources, as in orders,campaigns; orders are always among them",
      problem: sourcesProblem,
    },
    {name: "out", value: "DIR", summary: "where to write them", default: "data"},
  ],
  async run({orders, seed, only, out}, terminal) {
    const {writeSample} = await import("../../sample/index.ts");
    const options = {orders: Number(orders), seed: Number(seed), folder: out!};
    const written = await writeSample(only === undefined ? options : {...options, only: namesIn(only)});
    const files = written.files.map(
      ({file, bytes}) => `  ${relative(terminal.folder, file)}  ${counted(bytes, "byte")}`,
    );
    const found = `${counted(written.orders, "order")} from ${written.from} to ${written.to}, revenue ${written.revenue}`;
    const config = relative(terminal.folder, join(dirname(written.files[0]!.file), "config.yaml"));
    const next = `To run it: node main --config ${quoted(config)}`;
    return {exitCode: 0, text: [...files, found, next].join("\n"), json: written};
  },
};

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

function namesIn(text: string): SourceName[] {
  return text.split(",").map((name) => name.trim() as SourceName);
}

function sourcesProblem(text: string): string | undefined {
  const unknown = namesIn(text).find((name) => !sourceNames.includes(name));
  if (unknown === undefined) return undefined;
  const guess = closest(unknown, sourceNames);
  return `is not a list of sources: there is no ${JSON.stringify(unknown)} (${guess ? `did you mean ${guess}?` : sourceNames.join(", ")})`;
}
