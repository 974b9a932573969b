import {timestampAt} from "../lib/time.ts";

/** `2026-01-05 07:00`: a UTC ISO text as people read it in the IANA zone `timezone`. */
export function wallTime(instant: string, timezone: string): string {
  return timestampAt(new Date(instant), timezone).slice(0, 16).replace("T", " ");
}

/** The same for every instant within a sentence. */
export function withWallTimes(sentence: string, timezone: string): string {
  return sentence.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (instant) => wallTime(instant, timezone));
}
