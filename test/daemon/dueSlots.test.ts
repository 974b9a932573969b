import {DateTime} from "luxon";
import {describe, expect, test} from "vitest";
import {dueSlots, type Schedule, type Slot} from "../../src/daemon/schedule.ts";
import {cronOf} from "./cronOf.ts";

const timezone = "Europe/Paris";
const hours = 3600;
const at = (text: string) => DateTime.fromISO(text, {zone: timezone});
const named = (slots: readonly Slot[]) => slots.map((slot) => slot.at.toFormat("MM-dd HH:mm"));

/** Due at 07:00 with half a day of grace, if nothing else is said. */
function schedule(parts: Partial<Omit<Schedule, "cron"> & {cron: string}> = {}): Schedule {
  const {cron = "0 7 * * *", ...rest} = parts;
  return {timezone, missed: "last", maxLateness: 12 * hours, ...rest, cron: cronOf(cron)};
}

function due(parts: Parameters<typeof schedule>[0], last: string | undefined, now: string, since?: string) {
  const {run, skipped} = dueSlots(schedule(parts), last ? at(last) : undefined, at(now), since ? at(since) : undefined);
  return {run: named(run), skipped: named(skipped)};
}

describe("a slot", () => {
  test.for(["none", "last", "all"] as const)("is due from its instant on, under %s", (missed) => {
    expect(due({missed}, "2026-01-05T07:00", "2026-01-06T06:59:59.999")).toEqual({run: [], skipped: []});
    expect(due({missed}, "2026-01-05T07:00", "2026-01-06T07:00")).toEqual({run: ["01-06 07:00"], skipped: []});
    expect(due({missed}, "2026-01-05T07:00", "2026-01-06T07:00:59.999")).toEqual({run: ["01-06 07:00"], skipped: []});
  });

  test("on time runs whatever the lateness limit", () => {
    expect(due({maxLateness: 0}, "2026-01-05T07:00", "2026-01-06T07:00:02").run).toEqual(["01-06 07:00"]);
  });

  test("is late up to the limit, and too late a moment after it", () => {
    expect(due({}, "2026-01-05T07:00", "2026-01-06T19:00").run).toEqual(["01-06 07:00"]);
    expect(due({}, "2026-01-05T07:00", "2026-01-06T19:00:00.001")).toEqual({run: [], skipped: ["01-06 07:00"]});
  });

  test("carries its business day", () => {
    const {run} = dueSlots(schedule(), at("2026-01-05T07:00"), at("2026-01-06T07:00"));
    expect(run.map(({asOf}) => asOf)).toEqual(["2026-01-05"]);
  });
});

describe("the first start", () => {
  test("has missed nothing", () => {
    expect(due({missed: "all"}, undefined, "2026-01-05T07:00:30")).toEqual({run: [], skipped: []});
    expect(due({missed: "all"}, undefined, "2026-01-05T07:00")).toEqual({run: ["01-05 07:00"], skipped: []});
  });

  test("is remembered until there is a slot", () => {
    const since = "2026-01-05T10:00";
    expect(due({}, undefined, "2026-01-06T08:00", since)).toEqual({run: ["01-06 07:00"], skipped: []});
    expect(due({}, undefined, "2026-01-05T12:00", since)).toEqual({run: [], skipped: []});
  });
});

describe("downtime of a minute", () => {
  const down = ["2026-01-05T07:00", "2026-01-05T07:02:10"] as const;
  test.for([
    ["none", ["01-05 07:02"], ["01-05 07:01"]],
    ["last", ["01-05 07:02"], ["01-05 07:01"]],
    ["all", ["01-05 07:01", "01-05 07:02"], []],
  ] as const)("under %s", ([missed, run, skipped]) => {
    expect(due({missed, cron: "* * * * *"}, ...down)).toEqual({run, skipped});
  });

  test.for([
    ["none", [], ["01-06 07:00"]],
    ["last", ["01-06 07:00"], []],
    ["all", ["01-06 07:00"], []],
  ] as const)("over the one slot of the day, under %s", ([missed, run, skipped]) => {
    expect(due({missed}, "2026-01-05T07:00", "2026-01-06T07:01")).toEqual({run, skipped});
  });
});

describe("downtime of a day", () => {
  const down = ["2026-01-05T07:00", "2026-01-06T12:00"] as const;
  test.for([
    ["none", [], ["01-05 19:00", "01-06 07:00"]],
    ["last", ["01-06 07:00"], ["01-05 19:00"]],
    ["all", ["01-05 19:00", "01-06 07:00"], []],
  ] as const)("under %s", ([missed, run, skipped]) => {
    expect(due({missed, cron: "0 7,19 * * *", maxLateness: 24 * hours}, ...down)).toEqual({run, skipped});
  });

  test("gives up under all what is too late", () => {
    const {run, skipped} = due({missed: "all", cron: "0 7,19 * * *"}, ...down);
    expect({run, skipped}).toEqual({run: ["01-06 07:00"], skipped: ["01-05 19:00"]});
  });
});

describe("downtime of a month", () => {
  const down = ["2026-01-05T07:00", "2026-02-05T09:00"] as const;
  test.for([
    ["none", 0, 31],
    ["last", 1, 30],
    ["all", 31, 0],
  ] as const)("under %s", ([missed, run, skipped]) => {
    const slots = due({missed, maxLateness: 40 * 24 * hours}, ...down);
    expect([slots.run.length, slots.skipped.length]).toEqual([run, skipped]);
    if (run > 0) expect(slots.run.at(-1)).toBe("02-05 07:00");
  });

  test("is bounded by the lateness limit", () => {
    const {run, skipped} = due({missed: "all", maxLateness: 48 * hours}, ...down);
    expect(run).toEqual(["02-04 07:00", "02-05 07:00"]);
    expect(skipped).toHaveLength(29);
  });

  test("is counted to the minute when every minute was missed", () => {
    const {run, skipped} = dueSlots(schedule({cron: "* * * * *"}), at(down[0]), at(down[1]));
    expect([run.length, skipped.length]).toEqual([1, 31 * 1440 + 119]);
  });
});

/** What a daemon does: it asks at each reading of its clock, and remembers the last slot it decided upon. */
function watch(parts: Parameters<typeof schedule>[0], readings: readonly string[]): string[] {
  let last = at(readings[0]!);
  return readings.flatMap((now) => {
    const {run, skipped} = dueSlots(schedule(parts), last, at(now));
    last = DateTime.max(last, ...[...run, ...skipped].map((slot) => slot.at));
    return named(run);
  });
}

describe("a clock", () => {
  test("set back does not bring a slot again", () => {
    const readings = [
      "2026-01-05T06:59",
      "2026-01-05T07:00",
      "2026-01-05T06:30",
      "2026-01-05T07:00",
      "2026-01-05T07:30",
    ];
    expect(watch({}, readings)).toEqual(["01-05 07:00"]);
    expect(watch({}, [...readings, "2026-01-06T07:00"])).toEqual(["01-05 07:00", "01-06 07:00"]);
  });

  test("set forward over a slot leaves it missed, not forgotten", () => {
    const readings = ["2026-01-05T06:00", "2026-01-05T09:00", "2026-01-06T07:00"];
    expect(watch({missed: "last"}, readings)).toEqual(["01-05 07:00", "01-06 07:00"]);
    expect(watch({missed: "none"}, readings)).toEqual(["01-06 07:00"]);
  });

  test("put back for the winter runs the repeated hour once", () => {
    const readings = ["00:00", "01:00", "01:30"].map((time) => `2026-10-25T${time}:00Z`);
    expect(watch({cron: "30 2 * * *"}, ["2026-10-24T12:00", ...readings])).toEqual(["10-25 02:30"]);
  });

  test("put forward for the summer runs what was jumped over", () => {
    const readings = ["2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"];
    expect(watch({cron: "30 2 * * *"}, readings)).toEqual(["03-29 03:00"]);
  });

  test("asleep over the change of the clocks wakes to one slot", () => {
    expect(watch({cron: "30 2 * * *"}, ["2026-03-28T20:00", "2026-03-29T09:00"])).toEqual(["03-29 03:00"]);
  });
});
