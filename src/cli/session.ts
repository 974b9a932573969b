import {randomUUID} from "node:crypto";
import type {JobContext} from "../job/context.ts";
import type {Terminal, Values} from "./command.ts";
import {interruptible} from "./interrupt.ts";
import {shortPaths} from "./paths.ts";
import {stageProgress} from "./progress.ts";

/** Loads the config, opens the log and gives `work` what it needs to run; whatever it throws is logged and thrown again. */
export async function withSession<T>(
  values: Values,
  terminal: Terminal,
  work: (context: JobContext) => Promise<T>,
): Promise<T> {
  const {loadConfig} = await import("../config/load.ts");
  const {openLog} = await import("../lib/runLog.ts");
  const {dayAt} = await import("../lib/time.ts");
  const {failureFacts, failureOf} = await import("../lib/failure.ts");
  const config = loadConfig(values.config!);
  const {logs: folder, timezone, secrets} = config;
  const [run, started] = [randomUUID(), new Date()];
  const say = (line: string) => terminal.say(`${shortPaths(line, terminal.folder)}\n`);
  const log = openLog({folder, timezone, secrets, run, verbose: values.verbose !== undefined, say});
  const progress = stageProgress(terminal, values);
  const asOf = values["as-of"];
  const clock = {started, today: dayAt(started, timezone), now: () => new Date()};
  const asked = {isFullRefresh: values["full-refresh"] !== undefined, ...(asOf ? {asOf} : {})};
  const base = {config, log, run, ...clock, progress, step: () => {}, ...asked};
  const sayInterrupted = () => {
    progress.stop();
    say("daybook: interrupted; earlier outputs are untouched");
  };
  try {
    return await interruptible((signal) => work({...base, signal}), sayInterrupted);
  } catch (thrown) {
    const error = failureOf(thrown);
    log.error(failureFacts(error), "run failed");
    throw error;
  } finally {
    progress.stop();
    log.close();
  }
}
