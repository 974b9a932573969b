import {DateTime} from "luxon";

/** The calendar day (`YYYY-MM-DD`) that `instant` falls on in the IANA zone `timezone`. */
export function dayAt(instant: Date, timezone: string): string {
  return DateTime.fromJSDate(instant, {zone: timezone}).toFormat("yyyy-MM-dd");
}

/** `2026-01-05T07:00:03+01:00`: wall time in the IANA zone `timezone`, with its offset. */
export function timestampAt(instant: Date, timezone: string): string {
  return DateTime.fromJSDate(instant, {zone: timezone}).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}

/** Days from one `YYYY-MM-DD` to another; negative when that is earlier. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The day `days` after `day`, both `YYYY-MM-DD`; before it when negative. */
export function addDays(day: string, days: number): string {
  return DateTime.fromISO(day, {zone: "utc"}).plus({days}).toFormat("yyyy-MM-dd");
}
