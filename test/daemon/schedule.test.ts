import {DateTime} from "luxon";
import {describe, expect, test} from "vitest";
import {nextSlots, scheduleOf, slotsBetween} from "../../src/daemon/schedule.ts";
import {cronOf} from "./cronOf.ts";

const written = "yyyy-MM-dd HH:mm ZZ";

/** The slots of whole days, both included, as wall time with offset and as-of day. */
function slotsOf(cron: string, timezone: string, [from, to]: readonly [string, string]): string[] {
  const after = DateTime.fromISO(from, {zone: timezone}).startOf("day").minus(1);
  const until = DateTime.fromISO(to, {zone: timezone}).endOf("day");
  const slots = slotsBetween(cronOf(cron), timezone, after, until);
  return slots.map(({at, asOf}) => `${at.toFormat(written)} for ${asOf.slice(5)}`);
}

describe("a schedule in Europe/Paris", () => {
  const zone = "Europe/Paris";

  test("keeps its wall time when the clocks change", () => {
    expect(slotsOf("0 7 * * *", zone, ["2026-03-28", "2026-03-30"])).toEqual([
      "2026-03-28 07:00 +01:00 for 03-27",
      "2026-03-29 07:00 +02:00 for 03-28",
      "2026-03-30 07:00 +02:00 for 03-29",
    ]);
  });

  test("runs at the first valid instant after a time that does not exist", () => {
    expect(slotsOf("30 2 * * *", zone, ["2026-03-28", "2026-03-30"])).toEqual([
      "2026-03-28 02:30 +01:00 for 03-27",
      "2026-03-29 03:00 +02:00 for 03-28",
      "2026-03-30 02:30 +02:00 for 03-29",
    ]);
  });

  test("runs once for all the times that do not exist and the one that follows", () => {
    expect(slotsOf("*/15 1-3 * * *", zone, ["2026-03-29", "2026-03-29"]).map((slot) => slot.slice(11, 16))).toEqual([
      "01:00",
      "01:15",
      "01:30",
      "01:45",
      "03:00",
      "03:15",
      "03:30",
      "03:45",
    ]);
  });

  test("runs a repeated time once, at its first occurrence", () => {
    expect(slotsOf("30 2 * * *", zone, ["2026-10-25", "2026-10-26"])).toEqual([
      "2026-10-25 02:30 +02:00 for 10-24",
      "2026-10-26 02:30 +01:00 for 10-25",
    ]);
  });

  test("does not run again in the repeated hour", () => {
    expect(slotsOf("0,30 1-3 * * *", zone, ["2026-10-25", "2026-10-25"]).map((slot) => slot.slice(11, 23))).toEqual([
      "01:00 +02:00",
      "01:30 +02:00",
      "02:00 +02:00",
      "02:30 +02:00",
      "03:00 +01:00",
      "03:30 +01:00",
    ]);
  });

  test("has a slot for each wall minute of a day, 23 hours or 25 long", () => {
    const count = (day: string) => slotsOf("* * * * *", zone, [day, day]).length;
    expect([count("2026-03-29"), count("2026-03-28"), count("2026-10-25")]).toEqual([23 * 60, 24 * 60, 24 * 60]);
  });

  test("crosses the end of a year", () => {
    expect(slotsOf("@daily", zone, ["2025-12-31", "2026-01-01"])).toEqual([
      "2025-12-31 00:00 +01:00 for 12-30",
      "2026-01-01 00:00 +01:00 for 12-31",
    ]);
  });
});

test("America/New_York: the day of the change has each slot once", () => {
  expect(slotsOf("30 1,2 * * *", "America/New_York", ["2026-03-08", "2026-03-08"])).toEqual([
    "2026-03-08 01:30 -05:00 for 03-07",
    "2026-03-08 03:00 -04:00 for 03-07",
  ]);
  expect(slotsOf("30 1,2 * * *", "America/New_York", ["2026-11-01", "2026-11-01"])).toEqual([
    "2026-11-01 01:30 -04:00 for 10-31",
    "2026-11-01 02:30 -05:00 for 10-31",
  ]);
});

test("Australia/Lord_Howe: a shift of half an hour moves only what lies in it", () => {
  expect(slotsOf("0,15,30 2 * * *", "Australia/Lord_Howe", ["2026-10-04", "2026-10-04"])).toEqual([
    "2026-10-04 02:30 +11:00 for 10-03",
  ]);
  expect(slotsOf("15,45 1 * * *", "Australia/Lord_Howe", ["2026-04-05", "2026-04-05"])).toEqual([
    "2026-04-05 01:15 +11:00 for 04-04",
    "2026-04-05 01:45 +11:00 for 04-04",
  ]);
  expect(slotsOf("0 2 * * *", "Australia/Lord_Howe", ["2026-04-05", "2026-04-05"])).toEqual([
    "2026-04-05 02:00 +10:30 for 04-04",
  ]);
});

test("Asia/Kathmandu: quarter hours of offset are no matter", () => {
  expect(slotsOf("0 7 * * MON", "Asia/Kathmandu", ["2026-01-01", "2026-01-14"])).toEqual([
    "2026-01-05 07:00 +05:45 for 01-04",
    "2026-01-12 07:00 +05:45 for 01-11",
  ]);
});

test("UTC: a leap day comes when it comes", () => {
  expect(slotsOf("59 23 29 2 *", "UTC", ["2097-01-01", "2108-12-31"])).toEqual([
    "2104-02-29 23:59 +00:00 for 02-28",
    "2108-02-29 23:59 +00:00 for 02-28",
  ]);
  expect(slotsOf("@monthly", "UTC", ["2024-02-28", "2024-03-01"])).toEqual(["2024-03-01 00:00 +00:00 for 02-29"]);
});

describe("a day that never was, 30 December 2011 in Pacific/Apia,", () => {
  const zone = "Pacific/Apia";

  test("has its slot at the first instant after it; nobody reports it", () => {
    expect(slotsOf("0 7 * * *", zone, ["2011-12-29", "2012-01-01"])).toEqual([
      "2011-12-29 07:00 -10:00 for 12-28",
      "2011-12-31 00:00 +14:00 for 12-29",
      "2011-12-31 07:00 +14:00 for 12-29",
      "2012-01-01 07:00 +14:00 for 12-31",
    ]);
  });

  test("has one slot, however many times of it are named", () => {
    expect(slotsOf("*/10 * 30 12 *", zone, ["2011-12-29", "2012-01-01"])).toEqual([
      "2011-12-31 00:00 +14:00 for 12-29",
    ]);
  });

  test("adds none where the next day has one at that instant", () => {
    expect(slotsOf("@daily", zone, ["2011-12-29", "2012-01-01"])).toEqual([
      "2011-12-29 00:00 -10:00 for 12-28",
      "2011-12-31 00:00 +14:00 for 12-29",
      "2012-01-01 00:00 +14:00 for 12-31",
    ]);
  });
});

test("a day that begins at 01:00 has its midnight slot then, and still reports the day before", () => {
  expect(slotsOf("@daily", "America/Sao_Paulo", ["2018-11-03", "2018-11-05"])).toEqual([
    "2018-11-03 00:00 -03:00 for 11-02",
    "2018-11-04 01:00 -02:00 for 11-03",
    "2018-11-05 00:00 -02:00 for 11-04",
  ]);
});

describe("slots", () => {
  const at = (text: string) => DateTime.fromISO(text, {zone: "UTC"});
  const hourly = cronOf("@hourly");

  test("come after the one instant, and up to the other", () => {
    const slots = slotsBetween(hourly, "UTC", at("2026-01-05T06:00"), at("2026-01-05T08:00"));
    expect(slots.map((slot) => slot.at.toISO())).toEqual(["2026-01-05T07:00:00.000Z", "2026-01-05T08:00:00.000Z"]);
    expect(slotsBetween(hourly, "UTC", at("2026-01-05T06:00"), at("2026-01-05T06:59:59.999"))).toEqual([]);
    expect(slotsBetween(hourly, "UTC", at("2026-01-05T06:00"), at("2026-01-04T06:00"))).toEqual([]);
  });

  test("to come are as many as asked for, in the zone of the schedule", () => {
    const slots = nextSlots(cronOf("0 7 * * *"), "Asia/Tokyo", at("2026-01-04T22:00"), 2);
    expect(slots.map((slot) => slot.at.toISO())).toEqual([
      "2026-01-06T07:00:00.000+09:00",
      "2026-01-07T07:00:00.000+09:00",
    ]);
  });

  test("may be forty years away", () => {
    const [slot] = nextSlots(cronOf("0 0 29 2 */7"), "UTC", at("2088-03-01"), 1);
    expect(slot!.at.toISODate()).toBe("2128-02-29");
  });
});

test("a config without a schedule has no slots; one with it has its own", () => {
  expect(scheduleOf({timezone: "UTC"})).toBeUndefined();
  const retry = {attempts: 1, delay: 1, factor: 1};
  const schedule = {cron: "0 7 * * *", missed: "last", maxLateness: 60, overlap: "skip", retry} as const;
  expect(scheduleOf({timezone: "UTC", schedule})).toEqual({
    cron: cronOf("0 7 * * *"),
    timezone: "UTC",
    missed: "last",
    maxLateness: 60,
  });
});
