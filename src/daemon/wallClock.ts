import {IANAZone} from "luxon";

const day = 86_400_000;

/**
 * A zone's clock on the wall. Wall times are milliseconds as if they were UTC (`Date.UTC(2026, 2, 29, 2, 30)` is 02:30 on 29 March,
 * wherever that is), so that any can be named, also one that the zone never shows.
 */
export interface WallClock {
  /** What the clock shows at an instant (milliseconds since 1970). */
  wallAt(instant: number): number;
  /**
   * The first instant at which the clock shows `wall` or later: of a time that comes twice the first occurrence, of one that never
   * comes the moment at which the clock jumps over it. A later wall time never has an earlier instant.
   */
  instantOf(wall: number): number;
}

/** The clock of an IANA zone. */
export function wallClock(timezone: string): WallClock {
  const offsetAt = offsets(timezone);
  return {
    wallAt: (instant) => instant + offsetAt(instant),
    instantOf: (wall) => firstInstant(wall, offsetAt),
  };
}

/** Milliseconds ahead of UTC at an instant. */
type Offset = (instant: number) => number;

/** Asking the zone is slow, and on most days there is nothing to ask: what holds at both ends holds between. */
function offsets(timezone: string): Offset {
  const zone = IANAZone.create(timezone);
  const ask = (instant: number) => Math.round(zone.offset(instant) * 60) * 1000;
  const known = new Map<number, number>();
  const atMidnight = (midnight: number) => {
    const offset = known.get(midnight) ?? ask(midnight);
    known.set(midnight, offset);
    return offset;
  };
  return (instant) => {
    const midnight = Math.floor(instant / day) * day;
    const offset = atMidnight(midnight);
    return offset === atMidnight(midnight + day) ? offset : ask(instant);
  };
}

/** The offset at the wall time's own moment is one that holds a day before or after: no two changes are that close. */
function firstInstant(wall: number, offsetAt: Offset): number {
  const [before, after] = [offsetAt(wall - day), offsetAt(wall + day)];
  const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)];
  const shown = candidates.find((instant) => instant + offsetAt(instant) === wall);
  return shown ?? firstWithOffset(after, wall - after, wall - before, offsetAt);
}

/** The first instant in (`low`, `high`] from which on `offset` holds, to the second. */
function firstWithOffset(offset: number, low: number, high: number, offsetAt: Offset): number {
  if (high - low <= 1000) return high;
  const middle = low + Math.floor((high - low) / 2000) * 1000;
  const [from, to] = offsetAt(middle) === offset ? [low, middle] : [middle, high];
  return firstWithOffset(offset, from, to, offsetAt);
}
