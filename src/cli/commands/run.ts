import type {Command} from "../command.ts";
import {asOfOption, configOption} from "../options.ts";
import {withSession} from "../session.ts";

export const run: Command = {
  name: "run",
  summary: "read the sources, join them, draw the figures and write the report",
  options: [configOption, asOfOption],
  async run(values, terminal) {
    const [{runJob}, {summary}, {runFacts}] = await Promise.all([
      import("../../job/job.ts"),
      import("../summary.ts"),
      import("../facts.ts"),
    ]);
    const result = await withSession(values, terminal, runJob);
    return {exitCode: 0, text: summary(result, terminal), json: runFacts(result)};
  },
};
