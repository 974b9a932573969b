import {relative} from "node:path";
import type {StageRun} from "../../pipeline.ts";
import type {StageName} from "../../stage.ts";
import type {Command} from "../command.ts";
import {stageFacts} from "../facts.ts";
import {asOfOption, configOption, fullRefreshOption} from "../options.ts";
import {withSession} from "../session.ts";

const summaries: Readonly<Record<StageName, string>> = {
  integrate: "only read the sources, every record as it is",
  normalize: "only type the records read, and set aside what cannot be used",
  federate: "only join the typed rows and sum them up, on the tables as they are",
  visualize: "only draw the figures, on the tables as they are",
};

/** One command for each stage. */
export const stages: readonly Command[] = Object.entries(summaries).map(([name, summary]) =>
  stageCommand(name as StageName, summary),
);

function stageCommand(name: StageName, summary: string): Command {
  return {
    name,
    summary,
    // Figures are always drawn anew.
    options: [configOption, asOfOption, ...(name === "visualize" ? [] : [fullRefreshOption])],
    async run(values, terminal) {
      const {stage, files} = await withSession(values, terminal, async (context) => {
        const {runStageAlone} = await import("../../job/stageAlone.ts");
        return runStageAlone(name, context);
      });
      const paths = files.map((file) => `  ${relative(terminal.folder, file)}`);
      const text = [...countLines(stage), ...noteLines(stage), ...paths].join("\n");
      return {exitCode: 0, text, json: {...stageFacts([stage], stage.ms), files}};
    },
  };
}

/** `  orders       raw 1,000  clean 995  rejected 5`. */
function countLines({counts}: StageRun): string[] {
  const width = Math.max(0, ...Object.keys(counts).map((name) => name.length));
  return Object.entries(counts).map(([name, numbers]) => {
    const facts = Object.entries(numbers).map(([kind, count]) => `${kind} ${count.toLocaleString("en")}`);
    return `  ${name.padEnd(width)}  ${facts.join("  ")}`;
  });
}

function noteLines({notes}: StageRun): string[] {
  return notes.map(({kind, message}) => `  ${kind === "degraded" ? "!" : "·"}  ${message}`);
}
