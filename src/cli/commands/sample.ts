import {relative} from "node:path";
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
      summary: "how many orders",
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
    {name: "out", value: "DIR", summary: "where to write them", default: "data"},
  ],
  async run({orders, seed, out}, terminal) {
    const {writeSample} = await import("../../sample/index.ts");
    const written = await writeSample({orders: Number(orders), seed: Number(seed), folder: out!});
    const files = written.files.map(
      ({file, bytes}) => `  ${relative(terminal.folder, file)}  ${counted(bytes, "byte")}`,
    );
    const found = `${counted(written.orders, "order")} from ${written.from} to ${written.to}, revenue ${written.revenue}`;
    return {exitCode: 0, text: [...files, found].join("\n"), json: written};
  },
};
