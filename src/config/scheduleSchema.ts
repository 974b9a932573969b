import {cronProblem} from "../lib/cron.ts";
import {missedPolicies, overlapPolicies} from "./config.ts";
import {choice, defaulted, mapping, prefaulted, scalar, Wrong} from "./kinds.ts";
import {count, duration, factor} from "./quantities.ts";
import {quoted} from "./wording.ts";

/** What a config may say about when runs happen by themselves. */

const cron = scalar((value) => {
  const problem = cronProblem(value);
  return problem === undefined ? value : new Wrong(`${quoted(value)} ${problem}`);
});

const retry = mapping({
  attempts: defaulted(count(1, 100), 5, "how often a run is started for one slot, the first time included"),
  delay: prefaulted(duration(), "60s", "the pause before the second attempt: 90s, 5m, 12h or 2d"),
  factor: defaulted(factor, 2, "how much longer each further pause is"),
});

export const scheduleSchema = mapping({
  cron: defaulted(cron, "0 7 * * *", "minute, hour, day of month, month, day of week; or @daily, @hourly, …"),
  missed: defaulted(
    choice(missedPolicies),
    "last",
    "which slots are made up for after a time in which nothing ran: none, last or all",
  ),
  max_lateness: prefaulted(duration(1), "12h", "how long after its slot a run may still start or be tried again"),
  overlap: defaulted(
    choice(overlapPolicies),
    "skip",
    "a slot that comes while a run is at work is left out (skip) or waits (queue)",
  ),
  retry: prefaulted(retry, {}, "how what is temporary is tried again: a locked source, a mail server that is away"),
});
export type ScheduleSettings = ReturnType<typeof scheduleSchema.parse>;
