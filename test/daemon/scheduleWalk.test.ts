import fc from "fast-check";
import {DateTime} from "luxon";
import {describe, expect, test} from "vitest";
import {slotsBetween} from "../../src/daemon/schedule.ts";
import {cronOf} from "./cronOf.ts";
import {naiveSlots, type Pattern, walkClock} from "./minuteWalk.ts";

const zones = [
  "Europe/Paris",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "UTC",
  "Pacific/Apia",
  "America/St_Johns",
];
// The years of Samoa's lost day, and of changes at a minute past midnight in Newfoundland.
const [from, until] = [Date.UTC(2006, 0, 1), Date.UTC(2016, 0, 1)];

interface Expression extends Pattern {
  readonly text: string;
}

const subset = (values: readonly number[], maxLength: number) =>
  fc.uniqueArray(fc.constantFrom(...values), {minLength: 1, maxLength});
const numbers = (first: number, last: number) => Array.from({length: last - first + 1}, (_, i) => first + i);

const days: fc.Arbitrary<{text: string; isDay: (date: Date) => boolean}> = fc.oneof(
  fc.constant({text: "* * *", isDay: () => true}),
  subset(numbers(1, 12), 6).map((months) => ({
    text: `* ${months} *`,
    isDay: (date: Date) => months.includes(date.getUTCMonth() + 1),
  })),
  subset(numbers(0, 6), 4).map((weekdays) => ({
    text: `* * ${weekdays}`,
    isDay: (date: Date) => weekdays.includes(date.getUTCDay()),
  })),
  fc.tuple(subset(numbers(1, 31), 5), subset(numbers(0, 6), 3)).map(([monthDays, weekdays]) => ({
    text: `${monthDays} * ${weekdays}`,
    isDay: (date: Date) => monthDays.includes(date.getUTCDate()) || weekdays.includes(date.getUTCDay()),
  })),
  fc.tuple(fc.integer({min: 2, max: 9}), subset(numbers(0, 6), 3)).map(([step, weekdays]) => ({
    text: `*/${step} * ${weekdays}`,
    isDay: (date: Date) => (date.getUTCDate() - 1) % step === 0 && weekdays.includes(date.getUTCDay()),
  })),
);

// Few times a day, and mostly the hours in which clocks change, so that ten years are told in a moment.
const expressions: fc.Arbitrary<Expression> = fc
  .tuple(subset(numbers(0, 59), 3), subset([0, 1, 2, 3, 23, 7, 12], 4), days)
  .map(([minutes, hours, {text, isDay}]) => ({text: `${minutes} ${hours} ${text}`, minutes, hours, isDay}));

describe.for(zones)("ten years in %s", (zone) => {
  test("have the slots that a walk through all their minutes finds", () => {
    const walk = walkClock(zone, from, until);
    fc.assert(
      fc.property(expressions, (expression) => {
        const [after, last] = [from - 1, until - 1].map((instant) => DateTime.fromMillis(instant));
        const slots = slotsBetween(cronOf(expression.text), zone, after!, last!);
        expect(slots.map(({at}) => at.toMillis())).toEqual(naiveSlots(walk, expression));
      }),
      {numRuns: 3},
    );
  });
});
