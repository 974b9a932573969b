import type {Command} from "../command.ts";
import {runFacts} from "../facts.ts";
import {asOfOption, configOption} from "../options.ts";
import {withSession} from "../session.ts";

export const run: Command = {
  name: "run",
  summary: "read the sources, join them, draw the figures and write the report",
  options: [configOption, asOfOption],
  async run(values, terminal) {
    const result = await withSession(values, terminal, async (context) => {
      const {runJob} = await import("../../job/job.ts");
      return runJob(context);
    });
    const {summary} = await import("../summary.ts");
    return {exitCode: 0, text: summary(result, terminal), json: runFacts(result)};
  },
};
