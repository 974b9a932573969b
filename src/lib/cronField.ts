import {closest} from "./similar.ts";

/** One of the five fields of a cron expression: what it is called in messages, and what it may hold. */
export interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  /** Instead of numbers, from `least` on. */
  readonly words: readonly string[];
}

/** What is wrong, as a phrase. */
export class Fault {
  constructor(readonly problem: string) {}
}

export const fields = {
  minute: {name: "minute", least: 0, most: 59, words: []},
  hour: {name: "hour", least: 0, most: 23, words: []},
  dayOfMonth: {name: "day of month", least: 1, most: 31, words: []},
  month: {
    name: "month",
    least: 1,
    most: 12,
    words: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"],
  },
  // Both 0 and 7 are Sunday, so that 5-7 and FRI-SUN are ranges.
  dayOfWeek: {name: "day of week", least: 0, most: 7, words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]},
} as const satisfies Record<string, Field>;

/** The values that a field such as `1-5,10-20/5` stands for, sorted; 7 is left as a day of the week beside 0. */
export function readField(text: string, field: Field): readonly number[] | Fault {
  const parts = text.split(",").map((part) => readPart(part, field));
  return parts.find((part) => part instanceof Fault) ?? sorted((parts as number[][]).flat());
}

/** `*`, `5`, `5-9`, and with a step `*` or `5-9` followed by `/2`. */
function readPart(part: string, field: Field): readonly number[] | Fault {
  const slash = part.indexOf("/");
  const [written, stepWritten] = slash < 0 ? [part, "1"] : [part.slice(0, slash), part.slice(slash + 1)];
  const range = readRange(written, field);
  const step = readStep(stepWritten, field);
  if (range instanceof Fault) return range;
  if (step instanceof Fault) return step;
  const [from, to] = range;
  if (slash >= 0 && !/[*-]/.test(written))
    return new Fault(`${field.name} ${part} steps from one value (write ${written}-${lastOf(field)}/${step})`);
  return Array.from({length: Math.floor((to - from) / step) + 1}, (_, i) => from + i * step);
}

function readRange(text: string, field: Field): readonly [number, number] | Fault {
  if (text === "*") return [field.least, lastOf(field)];
  const [first, second, ...more] = text.split("-");
  if (more.length > 0) return new Fault(`${field.name} ${text} is not a range (write ${first}-${second})`);
  const from = readValue(first!, field);
  const to = second === undefined ? from : readValue(second, field);
  if (from instanceof Fault) return from;
  if (to instanceof Fault) return to;
  const end = field === fields.dayOfWeek && to === 0 && from > 0 ? 7 : to;
  return from <= end ? [from, end] : new Fault(backwards(text, from, to, field));
}

function readValue(text: string, field: Field): number | Fault {
  const {name, least, most, words} = field;
  if (text === "") return new Fault(`${name} lacks a value`);
  const word = words.indexOf(text.toUpperCase());
  if (word >= 0) return least + word;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  const allowed = words.length > 0 ? ` or ${words[0]}..${words.at(-1)}` : "";
  return new Fault(`${name} ${text} is not in ${least}..${most}${allowed}${hint(text, field)}`);
}

function readStep(text: string, field: Field): number | Fault {
  const step = /^\d+$/.test(text) ? Number(text) : 0;
  const most = lastOf(field) - field.least + 1;
  return step >= 1 && step <= most
    ? step
    : new Fault(`${field.name} step ${text === "" ? "is missing" : `${text} is not in 1..${most}`}`);
}

function hint(text: string, field: Field): string {
  if (text === "?") return " (write *)";
  if (text === "24" && field === fields.hour) return " (midnight is 0)";
  const word = field.words.find((known) => text.toUpperCase().startsWith(known)) ?? closest(text, field.words);
  return word === undefined ? "" : ` (did you mean ${word}?)`;
}

function backwards(text: string, from: number, to: number, field: Field): string {
  return `${field.name} ${text} runs backwards (write ${from}-${lastOf(field)},${field.least}-${to})`;
}

/** The last value that is not another one's second name. */
function lastOf(field: Field): number {
  return field === fields.dayOfWeek ? 6 : field.most;
}

/** In order, each once. */
export function sorted(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
