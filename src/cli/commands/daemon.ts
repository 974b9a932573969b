import type {Command, Outcome, Terminal, Values} from "../command.ts";
import {asOfOption, configOption, resendOption} from "../options.ts";
import {shortPaths} from "../paths.ts";
import {withSession} from "../session.ts";
import {onSignals} from "../signals.ts";

export const daemon: Command = {
  name: "daemon",
  summary: "run by the schedule, mail the reports, and stay until told to stop",
  options: [
    configOption,
    {name: "test", summary: "run the scheduled job now, mail included, once, and end with its exit code"},
    {...asOfOption, summary: "of a test: the last day to report (default: the last with orders before today)"},
    {...resendOption, summary: `of a test: ${resendOption.summary}`},
  ],
  run: (values, terminal) => (values.test ? test(values, terminal) : stay(values, terminal)),
};

async function test(values: Values, terminal: Terminal): Promise<Outcome> {
  const done = await withSession(values, terminal, async (context) => {
    const {tryScheduledJob} = await import("../../job/askedJob.ts");
    return tryScheduledJob(context, {resend: values.resend !== undefined});
  });
  const {jobOutcome} = await import("../mailing.ts");
  return jobOutcome(done, terminal);
}

async function stay(values: Values, terminal: Terminal): Promise<Outcome> {
  const {Daemon} = await import("../../daemon/daemon.ts");
  const say = (line: string) => terminal.say(`${shortPaths(line, terminal.folder)}\n`);
  const running = Daemon.open({file: values.config!, verbose: values.verbose !== undefined, say});
  const forget = onSignals(running, say);
  try {
    await running.run();
  } finally {
    forget();
  }
  return {exitCode: 0, text: "Stopped.", json: {stopped: true}};
}
