import type {Formats} from "../lib/format.ts";
import {daysBetween} from "../lib/time.ts";
import type {Facts, PeriodFacts} from "./figures.ts";
import {setAsidePlace} from "./phrases.ts";
import type {Day, SourceQuality} from "./report.ts";

/** When a report is made, and whether somebody asked for its day. */
export interface Occasion {
  readonly today: Day;
  /** Absent: the report is of the last day with orders before today. */
  readonly asOf?: Day;
}

/** Above this share of records set aside, a source other than orders puts the report in doubt. */
const tolerated = 0.1;

/** What a source of readings gives each day. */
const readings: Readonly<Record<string, readonly ("pageviews" | "sessions" | "footfall")[]>> = {
  web_traffic: ["sessions", "pageviews"],
  footfall: ["footfall"],
};

/** Sentences on what is stale, missing or set aside; `configured` are the names of the sources there should be. */
export function degradedSentences(
  facts: Facts,
  configured: readonly string[],
  formats: Formats,
  occasion: Occasion,
): string[] {
  const noted = facts.notes.filter(({kind}) => kind === "degraded").map(({message}) => message);
  const stale = configured.flatMap((source) => staleSentences(source, facts, formats));
  const setAside = Object.entries(facts.quality)
    .filter(([source, quality]) => isDoubtful(source, quality))
    .flatMap(([source, quality]) => setAsideSentences(source, quality, formats));
  const old = [...oldOrders(facts.period, occasion, formats), ...noOrders(facts, formats)];
  return unique([...old, ...noted, ...stale, ...setAside]);
}

/** Sentences worth knowing that put nothing in doubt. */
export function noteSentences(facts: Facts, formats: Formats): string[] {
  const noted = facts.notes.filter(({kind}) => kind === "info").map(({message}) => message);
  const others = Object.entries(facts.quality)
    .filter(([source, quality]) => !isDoubtful(source, quality))
    .flatMap(([source, quality]) => setAsideSentences(source, quality, formats));
  return unique([...noted, ...others]);
}

/** Orders make the numbers, so each one counts. */
function isDoubtful(source: string, {raw, rejected}: SourceQuality): boolean {
  return source === "orders" || rejected > tolerated * raw;
}

/** An export that stopped gives the same report every morning. */
function oldOrders({as_of}: PeriodFacts, {today, asOf}: Occasion, formats: Formats): string[] {
  const isOld = asOf === undefined && daysBetween(as_of, today) > 1;
  return isOld ? [`The last order is of ${formats.day(as_of)}: none has come in since.`] : [];
}

/** On a day that was asked for. An export that has not come yet looks like a day without sales. */
function noOrders({daily, period}: Facts, {day}: Formats): string[] {
  const last = daily.findLast(({orders}) => orders > 0)?.day;
  if (last === undefined || last === period.as_of) return [];
  return [`There is no order of the day of this report: the last one is of ${day(last)}.`];
}

function staleSentences(source: string, {daily, period, quality}: Facts, formats: Formats): string[] {
  const columns = readings[source];
  if (!columns || !quality[source]) return [];
  const name = source.replaceAll("_", " ");
  const last = daily.findLast((day) => columns.some((column) => day[column] !== null))?.day;
  if (last === undefined) return [`The ${name} source has no reading in the period of this report.`];
  if (last === period.as_of) return [];
  return [`The last ${name} reading is of ${formats.day(last)}: there is none for the day of this report.`];
}

function setAsideSentences(source: string, {raw, rejected, reasons}: SourceQuality, formats: Formats): string[] {
  if (rejected === 0) return [];
  const verb = rejected === 1 ? "was" : "were";
  const why = Object.entries(reasons).map(([phrase, records]) => `${phrase}: ${formats.number(records)}`);
  return [
    `${formats.number(rejected)} of ${formats.number(raw)} ${recordName(source)} ${verb} set aside (${why.join("; ")}): see ${setAsidePlace}.`,
  ];
}

/** `orders` → `order records`. */
function recordName(source: string): string {
  return `${source.replaceAll("_", " ").replace(/s$/, "")} records`;
}

function unique(sentences: readonly string[]): string[] {
  return [...new Set(sentences)];
}
