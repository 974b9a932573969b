import {DateTime} from "luxon";
import {isCronDay} from "../lib/cron.ts";
import {nextSlots, type Schedule, type Slot} from "./schedule.ts";

/** A slot to come, and what is unusual about it, in sentences without a full stop. */
export interface UpcomingSlot extends Slot {
  readonly remarks: readonly string[];
}

/** The next `count` slots after `now`, with every change of the offset from `now` on pointed out at the slot that follows it. */
export function upcomingSlots(schedule: Schedule, now: Date, count: number): UpcomingSlot[] {
  const start = DateTime.fromJSDate(now, {zone: schedule.timezone});
  const slots = nextSlots(schedule.cron, schedule.timezone, start, count);
  return slots.map((slot, i) => {
    const before = slots[i - 1]?.at ?? start;
    return {...slot, remarks: [...changeOf(before, slot.at), ...shiftOf(schedule, slot.at), ...repetitionOf(slot.at)]};
  });
}

function changeOf(before: DateTime, at: DateTime): string[] {
  const minutes = at.offset - before.offset;
  if (minutes === 0) return [];
  const direction = minutes > 0 ? "forward" : "back";
  return [
    `clocks have gone ${direction} by ${length(Math.abs(minutes))}: UTC${offset(before)} is now UTC${offset(at)}`,
  ];
}

function shiftOf({cron}: Schedule, at: DateTime): string[] {
  const isOwnTime = cron.times.includes(60 * at.hour + at.minute);
  const isOwnDay = isCronDay(cron, Date.UTC(at.year, at.month - 1, at.day));
  return isOwnTime && isOwnDay ? [] : ["clocks jump over the time itself: this is the first instant after it"];
}

function repetitionOf(at: DateTime): string[] {
  return at.getPossibleOffsets().length > 1 ? [`${at.toFormat("HH:mm")} comes twice: only the first one counts`] : [];
}

function offset(at: DateTime): string {
  return at.toFormat("ZZ");
}

function length(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [...(hours > 0 ? [`${hours} h`] : []), ...(rest > 0 ? [`${rest} min`] : [])].join(" ");
}
