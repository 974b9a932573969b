import {expect, test} from "vitest";
import {slotFacts, slotTable} from "../../src/cli/slots.ts";
import {scheduleOf} from "../../src/daemon/schedule.ts";
import {upcomingSlots} from "../../src/daemon/upcoming.ts";

const retry = {attempts: 1, delay: 1, factor: 1};
const settings = {cron: "0 1 * * *", missed: "last", maxLateness: 60, overlap: "skip", retry} as const;
const schedule = scheduleOf({timezone: "Europe/Paris", schedule: settings})!;
const slots = upcomingSlots(schedule, new Date("2026-03-28T12:00:00Z"), 2);

test("coming slots are a table: local time, UTC and the day reported", () => {
  expect(slotTable(schedule, slots)).toBe(`0 1 * * * in Europe/Paris

  local time                   UTC                reports
  Sun 2026-03-29 01:00 +01:00  2026-03-29 00:00Z  2026-03-28
  Mon 2026-03-30 01:00 +02:00  2026-03-29 23:00Z  2026-03-29
    ! clocks have gone forward by 1 h: UTC+01:00 is now UTC+02:00`);
});

test("coming slots are facts for programs", () => {
  expect(slotFacts(schedule, slots)).toEqual({
    cron: "0 1 * * *",
    timezone: "Europe/Paris",
    slots: [
      {local: "2026-03-29T01:00:00+01:00", utc: "2026-03-29T00:00:00.000Z", as_of: "2026-03-28", remarks: []},
      {
        local: "2026-03-30T01:00:00+02:00",
        utc: "2026-03-29T23:00:00.000Z",
        as_of: "2026-03-29",
        remarks: ["clocks have gone forward by 1 h: UTC+01:00 is now UTC+02:00"],
      },
    ],
  });
});
