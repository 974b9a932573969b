import {setTimeout as pause} from "node:timers/promises";
import {schedule} from "node-cron";
import {jobEffects} from "../job/effects.ts";
import type {SlotEffects} from "../job/slotJob.ts";

/** The outside world of the daemon: clock and timers besides what a job needs. Tests bring a clock of their own. */
export interface DaemonEffects extends SlotEffects {
  /** Calls back when a minute begins, until the function returned is called. */
  onTick(callback: () => void): () => void;
  /** Resolves after so many milliseconds, and at once when `signal` aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const daemonEffects: DaemonEffects = {
  ...jobEffects,
  now: () => new Date(),
  step() {},
  onTick: everyMinute,
  sleep: (milliseconds, signal) => pause(milliseconds, undefined, {signal}).catch(() => {}),
};

const minute = 60_000;

/** node-cron waits for the next minute of the clock, so a clock set back by an hour would silence it for that hour: then it starts anew. */
function everyMinute(callback: () => void): () => void {
  let last = performance.now();
  const tick = () => {
    last = performance.now();
    callback();
  };
  const start = () =>
    schedule("* * * * *", tick, {timezone: "UTC", missedExecutionTolerance: minute / 2, suppressMissedWarning: true});
  let task = start();
  const watch = setInterval(() => {
    if (performance.now() - last < 1.5 * minute) return;
    void task.destroy();
    task = start();
    tick();
  }, minute / 2);
  return () => {
    clearInterval(watch);
    void task.destroy();
  };
}
