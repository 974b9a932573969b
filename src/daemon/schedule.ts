import {DateTime} from "luxon";
import type {Config, ScheduleConfig} from "../config/config.ts";
import {type Cron, isCronDay, parseCron} from "../lib/cron.ts";
import {type WallClock, wallClock} from "./wallClock.ts";

const minute = 60_000;
const day = 1440 * minute;

/** What says when a run is due, without a clock: times of day in one zone, and what becomes of those that were missed. */
export interface Schedule extends Pick<ScheduleConfig, "missed" | "maxLateness"> {
  readonly cron: Cron;
  /** IANA zone. */
  readonly timezone: string;
}

/** An instant at which a run is due. */
export interface Slot {
  /** In the schedule's zone. */
  readonly at: DateTime;
  /** The business day to report, `YYYY-MM-DD`: the one before the slot's own. */
  readonly asOf: string;
}

export interface DueSlots {
  /** To be run now, the oldest first. */
  readonly run: readonly Slot[];
  /** Will never be run, the oldest first. */
  readonly skipped: readonly Slot[];
}

/** The schedule of a config, if it has one. */
export function scheduleOf({schedule, timezone}: Pick<Config, "schedule" | "timezone">): Schedule | undefined {
  if (schedule === undefined) return undefined;
  const cron = parseCron(schedule.cron);
  if ("problem" in cron) throw new Error(`a checked config has a wrong cron expression: ${cron.problem}`);
  return {cron, timezone, missed: schedule.missed, maxLateness: schedule.maxLateness};
}

/**
 * Which slots to run at `now`, and which to give up, of those after `last`, the latest one already decided upon: one that came
 * before it never comes again, also when the clock is set back. While there is no such slot they count from `since` on, when the
 * schedule was first watched; nothing earlier was missed.
 *
 * A slot less than a minute old is on time and runs. An older one was missed: it is given up when it is older than `maxLateness`,
 * and else as `missed` says: `none` is made up for, `all` are, or the `last`, if no slot came after it.
 */
export function dueSlots(schedule: Schedule, last: DateTime | undefined, now: DateTime, since = now): DueSlots {
  const after = last ?? since.minus({milliseconds: 1});
  const slots = slotsBetween(schedule.cron, schedule.timezone, after, now);
  const isDue = (slot: Slot) => runsStill(schedule, now.toMillis() - slot.at.toMillis(), slot === slots.at(-1));
  return {run: slots.filter(isDue), skipped: slots.filter((slot) => !isDue(slot))};
}

function runsStill({missed, maxLateness}: Schedule, lateness: number, isNewest: boolean): boolean {
  if (lateness < minute) return true;
  if (missed === "none" || lateness > maxLateness * 1000) return false;
  return missed === "all" || isNewest;
}

/** Of a slot that is not run: it should have been, and only the lateness forbids it. Otherwise `missed` does not want it. */
export function isLost({missed, maxLateness}: Schedule, {at}: Slot, now: DateTime): boolean {
  return missed !== "none" && now.toMillis() - at.toMillis() > maxLateness * 1000;
}

/** The slots after `after`, up to and including `until`, in order. */
export function slotsBetween(cron: Cron, timezone: string, after: DateTime, until: DateTime): Slot[] {
  const slots: Slot[] = [];
  for (const slot of slotsAfter(cron, timezone, after)) {
    if (slot.at > until) break;
    slots.push(slot);
  }
  return slots;
}

/** The first `count` slots (at least one) after `after`. */
export function nextSlots(cron: Cron, timezone: string, after: DateTime, count: number): Slot[] {
  const slots: Slot[] = [];
  for (const slot of slotsAfter(cron, timezone, after)) if (slots.push(slot) >= count) break;
  return slots;
}

/** Without end. */
function* slotsAfter(cron: Cron, timezone: string, after: DateTime): Generator<Slot> {
  const clock = wallClock(timezone);
  for (const instant of instantsAfter(cron, clock, after.toMillis())) {
    const asOf = dayBefore(midnightOf(clock.wallAt(instant)), clock);
    yield {at: DateTime.fromMillis(instant, {zone: timezone}), asOf};
  }
}

/** Without end. Wall times and their instants have the same order, so that times of one instant (those a clock jumps over) are neighbours. */
function* instantsAfter(cron: Cron, clock: WallClock, after: number): Generator<number> {
  let latest = after;
  for (let midnight = midnightOf(clock.wallAt(after)); ; midnight += day) {
    if (!isCronDay(cron, midnight)) continue;
    for (const time of cron.times) {
      const instant = clock.instantOf(midnight + time * minute);
      if (instant <= latest) continue;
      latest = instant;
      yield instant;
    }
  }
}

/** A day that the zone leaves out (30 December 2011 on Samoa) is over the moment it begins: the one before it is meant. */
function dayBefore(midnight: number, clock: WallClock): string {
  const before = midnight - day;
  if (clock.instantOf(before) === clock.instantOf(midnight)) return dayBefore(before, clock);
  return new Date(before).toISOString().slice(0, 10);
}

function midnightOf(wall: number): number {
  return Math.floor(wall / day) * day;
}
