import {closest} from "../lib/similar.ts";

/** What is wrong with a value of another shape than the one wanted. */
export function kindFault(value: unknown, wanted: string): string {
  if (value === undefined) return "is missing";
  if (value === "") return "is empty";
  return `is ${Array.isArray(value) ? "a list" : typeof value === "object" ? "a mapping" : "a single value"}, not ${wanted}`;
}

export function unknownKey(key: string, known: readonly string[]): string {
  return `unknown key${suggestion(key, known, known.length > 20 ? "" : `known are ${known.join(", ")}`)}`;
}

export function notOneOf(value: string, values: readonly string[]): string {
  const listed = values.map((one) => (/^\w/.test(one) ? one : quoted(one))).join(", ");
  return `${quoted(value)} is not one of ${listed}${suggestion(value, values)}`;
}

export function suggestion(value: string, candidates: readonly string[], otherwise = ""): string {
  const guess = value.length > 1 ? closest(value, candidates) : undefined;
  const hint = guess === undefined ? otherwise : `did you mean ${guess}?`;
  return hint === "" ? "" : ` (${hint})`;
}

export function tabHint(value: string): string {
  return value === "\\t" || value.toLowerCase() === "tab" ? ' (a tab is written "\\t", in double quotes)' : "";
}

export function quoted(value: string): string {
  return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
}
