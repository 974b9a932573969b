import {describe, expect, test} from "vitest";
import {upcomingSlots} from "../../src/daemon/upcoming.ts";
import {cronOf} from "./cronOf.ts";

function upcoming(cron: string, timezone: string, now: string, count: number) {
  const schedule = {cron: cronOf(cron), timezone, missed: "last", maxLateness: 60} as const;
  return upcomingSlots(schedule, new Date(now), count).map(({at, remarks}) => [at.toFormat("MM-dd HH:mm"), ...remarks]);
}

describe("coming slots", () => {
  test("are after now, and usually nothing is unusual about them", () => {
    expect(upcoming("0 7 * * *", "Europe/Paris", "2026-01-05T06:00:00Z", 2)).toEqual([
      ["01-06 07:00"],
      ["01-07 07:00"],
    ]);
  });

  test("say where the offset changes, also before the first of them", () => {
    const remark = "clocks have gone forward by 1 h: UTC+01:00 is now UTC+02:00";
    expect(upcoming("0 7 * * *", "Europe/Paris", "2026-03-27T12:00:00Z", 3)).toEqual([
      ["03-28 07:00"],
      ["03-29 07:00", remark],
      ["03-30 07:00"],
    ]);
    expect(upcoming("@monthly", "Europe/Paris", "2026-03-27T12:00:00Z", 1)).toEqual([["04-01 00:00", remark]]);
    expect(upcoming("0 7 * * *", "Australia/Lord_Howe", "2026-04-04T01:00:00Z", 1)).toEqual([
      ["04-05 07:00", "clocks have gone back by 30 min: UTC+11:00 is now UTC+10:30"],
    ]);
  });

  test("say which one stands for a time that does not exist", () => {
    const jumped = "clocks jump over the time itself: this is the first instant after it";
    expect(upcoming("30 2 * * *", "Europe/Paris", "2026-03-28T12:00:00Z", 2)).toEqual([
      ["03-29 03:00", "clocks have gone forward by 1 h: UTC+01:00 is now UTC+02:00", jumped],
      ["03-30 02:30"],
    ]);
    expect(upcoming("0 0 * * FRI", "Pacific/Apia", "2011-12-29T12:00:00Z", 1)).toEqual([
      ["12-31 00:00", "clocks have gone forward by 24 h: UTC-10:00 is now UTC+14:00", jumped],
    ]);
  });

  test("say which one comes twice", () => {
    const twice = "02:30 comes twice: only the first one counts";
    expect(upcoming("30 2 * * *", "Europe/Paris", "2026-10-24T12:00:00Z", 1)).toEqual([["10-25 02:30", twice]]);
  });
});
