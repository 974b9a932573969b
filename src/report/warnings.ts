import type {Formats} from "../lib/format.ts";
import {daysBetween} from "../lib/time.ts";
import type {DailyFacts, Facts, PeriodFacts} from "./figures.ts";
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

/** What a source that may be absent gives the report. */
interface Part {
  readonly name: string;
  readonly readings: readonly ("pageviews" | "sessions" | "footfall")[];
  readonly parts: string;
}

const optionalParts: Readonly<Record<string, Part>> = {
  campaigns: {name: "campaigns", readings: [], parts: "attribution to campaigns is left out"},
  web_traffic: {
    name: "web traffic",
    readings: ["sessions", "pageviews"],
    parts: "sessions, page views and conversion are left out",
  },
  footfall: {name: "footfall", readings: ["footfall"], parts: "visitors are left out"},
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
export function noteSentences(facts: Facts, configured: readonly string[], formats: Formats): string[] {
  const noted = facts.notes.filter(({kind}) => kind === "info").map(({message}) => message);
  const absent = Object.entries(optionalParts)
    .filter(([source]) => !configured.includes(source))
    .map(([, {name, parts}]) => `No ${name} source is configured: ${parts}.`);
  const others = Object.entries(facts.quality)
    .filter(([source, quality]) => !isDoubtful(source, quality))
    .flatMap(([source, quality]) => setAsideSentences(source, quality, formats));
  return unique([...noted, ...absent, ...others]);
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
  const part = optionalParts[source];
  if (!part || part.readings.length === 0 || !quality[source]) return [];
  const last = lastReading(daily, part.readings);
  if (last === undefined) return [`The ${part.name} source has no reading in the period of this report.`];
  if (last === period.as_of) return [];
  return [`The last ${part.name} reading is of ${formats.day(last)}: there is none for the day of this report.`];
}

function lastReading(daily: readonly DailyFacts[], columns: Part["readings"]): string | undefined {
  return daily.findLast((day) => columns.some((column) => day[column] !== null))?.day;
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
