import type {Command} from "../command.ts";
import {asOfOption, configOption, fullRefreshOption, resendOption} from "../options.ts";
import {withSession} from "../session.ts";

export const run: Command = {
  name: "run",
  summary: "read the sources, join them, draw the figures and write the report",
  options: [
    configOption,
    asOfOption,
    {name: "mail", summary: "mail the report, too, to whom it may concern and who does not have it"},
    resendOption,
    fullRefreshOption,
  ],
  async run(values, terminal) {
    const mail = values.mail || values.resend ? {mail: {resend: values.resend !== undefined}} : {};
    const done = await withSession(values, terminal, async (context) => {
      const {runAskedJob} = await import("../../job/askedJob.ts");
      return runAskedJob(context, {cause: "manual", ...mail});
    });
    const {jobOutcome} = await import("../mailing.ts");
    return jobOutcome(done, terminal);
  },
};
