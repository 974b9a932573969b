/** Slots found the slow way: by looking at a zone's clock every minute of ten years. Shares nothing with the program but the calendar. */

const minute = 60_000;
const day = 1440 * minute;
const stride = 120;

export interface Walk {
  readonly from: number;
  readonly until: number;
  /** Wall time at each minute from `from` on, in minutes since 1970 as if it were UTC. */
  readonly walls: Int32Array;
}

/** What an expression says, not how it is written. */
export interface Pattern {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly isDay: (date: Date) => boolean;
}

/** The clock of `timezone`, read every two hours, and at every minute of those in which it is put forward or back. */
export function walkClock(timezone: string, from: number, until: number): Walk {
  const offsetAt = offsets(timezone);
  const walls = new Int32Array((until - from) / minute);
  for (let start = from; start < until; start += stride * minute) {
    const [first, last] = [offsetAt(start), offsetAt(start + stride * minute)];
    for (let i = 0; i < stride; i++) {
      const instant = start + i * minute;
      walls[(instant - from) / minute] = instant / minute + (first === last ? first : offsetAt(instant));
    }
  }
  return {from, until, walls};
}

/** The minutes at which the clock shows a matching time for the first time, or has just jumped over one. */
export function naiveSlots({from, walls}: Walk, {minutes, hours, isDay}: Pattern): number[] {
  const isMinute = Array.from({length: 60}, (_, i) => minutes.includes(i));
  const isHour = Array.from({length: 24}, (_, i) => hours.includes(i));
  const days = new Map<number, boolean>();
  const isMatchingDay = (number: number) => {
    if (!days.has(number)) days.set(number, isDay(new Date(number * day)));
    return days.get(number)!;
  };
  const slots: number[] = [];
  let shown = walls[0]! - 1;
  for (let i = 0; i < walls.length; i++) {
    let isSlot = false;
    for (; shown < walls[i]!; shown++) {
      const wall = shown + 1;
      const time = wall % 1440;
      if (isMinute[time % 60] && isHour[Math.floor(time / 60)] && isMatchingDay((wall - time) / 1440)) isSlot = true;
    }
    if (isSlot) slots.push(from + i * minute);
  }
  return slots;
}

/** Offset of a zone in minutes, as the platform's own formatter tells it. */
function offsets(timezone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat("en", {timeZone: timezone, timeZoneName: "longOffset"});
  return (instant) => {
    const [, sign, hours, minutes = "0"] = /GMT(?:([+-])(\d\d):(\d\d))?$/.exec(format.format(instant))!;
    return sign === undefined ? 0 : (sign === "-" ? -1 : 1) * (60 * Number(hours) + Number(minutes));
  };
}
