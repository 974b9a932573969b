import {type Cron, parseCron} from "../../src/lib/cron.ts";

/** A cron expression that is known to be right. */
export function cronOf(text: string): Cron {
  const cron = parseCron(text);
  if ("problem" in cron) throw new Error(`${text} ${cron.problem}`);
  return cron;
}
