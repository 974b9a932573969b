import {Fault, fields, readField, sorted} from "./cronField.ts";
import {closest} from "./similar.ts";

/**
 * When something recurs, in local wall time. Every list is sorted and without repetition. A day matches when its month does and, where
 * `isEitherDay`, its day of the month or its day of the week, else both.
 */
export interface Cron {
  /** As written. */
  readonly text: string;
  /** Minutes since midnight, 0..1439. */
  readonly times: readonly number[];
  readonly daysOfMonth: readonly number[];
  readonly months: readonly number[];
  /** 0 is Sunday, 6 is Saturday. */
  readonly daysOfWeek: readonly number[];
  readonly isEitherDay: boolean;
}

const shorthands: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a five-field cron expression (minute, hour, day of month, month, day of week) or one of `@hourly @daily @midnight @weekly @monthly
 * @yearly`. As in Vixie cron (crontab(5)), a day matches when either of the day fields does, if neither begins with `*`, so that a step over
 * all days (every second one) and a day of the week must both match. `problem` says everything that is wrong, as a phrase about the text.
 */
export function parseCron(text: string): Cron | {problem: string} {
  const parts = expand(text.trim());
  if (parts instanceof Fault) return {problem: parts.problem};
  const read = Object.values(fields).map((field, i) => readField(parts[i]!, field));
  const faults = read.filter((values) => values instanceof Fault);
  if (faults.length > 0) return {problem: faults.map(({problem}) => problem).join("; ")};
  const [minutes, hours, daysOfMonth, months, weekdays] = read as number[][];
  const cron = {
    text,
    times: hours!.flatMap((hour) => minutes!.map((minute) => 60 * hour + minute)),
    daysOfMonth: daysOfMonth!,
    months: months!,
    daysOfWeek: sorted(weekdays!.map((day) => day % 7)),
    isEitherDay: !isStar(parts[2]!) && !isStar(parts[4]!),
  };
  return comesEver(cron) ? cron : {problem: `never comes: month ${parts[3]} has no day ${parts[2]}`};
}

/** What is wrong with a cron expression, if anything. */
export function cronProblem(text: string): string | undefined {
  const cron = parseCron(text);
  return "problem" in cron ? cron.problem : undefined;
}

/** Whether anything recurs on the calendar day that starts at `midnight`, in milliseconds as if it were UTC. */
export function isCronDay({daysOfMonth, months, daysOfWeek, isEitherDay}: Cron, midnight: number): boolean {
  const date = new Date(midnight);
  if (!months.includes(date.getUTCMonth() + 1)) return false;
  const [isMonthDay, isWeekday] = [daysOfMonth.includes(date.getUTCDate()), daysOfWeek.includes(date.getUTCDay())];
  return isEitherDay ? isMonthDay || isWeekday : isMonthDay && isWeekday;
}

/** The five fields of an expression or a shorthand. */
function expand(text: string): readonly string[] | Fault {
  if (text.startsWith("@")) return expandShorthand(text);
  const parts = text.split(/\s+/).filter((part) => part !== "");
  if (parts.length === 5) return parts;
  const names = Object.values(fields).map(({name}) => name);
  const hint = parts.length === 6 ? " (there is none for seconds)" : "";
  return new Fault(
    `has ${parts.length} ${parts.length === 1 ? "field" : "fields"} instead of five: ${names.join(", ")}${hint}`,
  );
}

function expandShorthand(text: string): readonly string[] | Fault {
  const meaning = shorthands[text.toLowerCase()];
  if (meaning !== undefined) return meaning.split(" ");
  const guess = closest(text, Object.keys(shorthands));
  return new Fault(`${text} is unknown (${guess ? `did you mean ${guess}?` : Object.keys(shorthands).join(" ")})`);
}

function isStar(part: string): boolean {
  return part.startsWith("*");
}

/** False for 30 February and its like. */
function comesEver({daysOfMonth, months, isEitherDay}: Cron): boolean {
  return isEitherDay || months.some((month) => daysOfMonth[0]! <= longestMonths[month - 1]!);
}
