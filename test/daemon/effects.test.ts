import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {daemonEffects} from "../../src/daemon/effects.ts";

const minute = 60_000;
let ticks: Date[];
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers({
    now: new Date("2026-03-29T00:58:30Z"),
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
  ticks = [];
  stop = daemonEffects.onTick(() => ticks.push(new Date()));
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test("the clock ticks when a minute begins, on the night the clocks change as well", async () => {
  await vi.advanceTimersByTimeAsync(4 * minute);
  expect(ticks.map((tick) => tick.toISOString().slice(11, 19))).toEqual([
    "00:59:00",
    "01:00:00",
    "01:01:00",
    "01:02:00",
  ]);
});

test.for([-60, 60, 24 * 60])("the clock goes on ticking when it is set by %i minutes", async (minutes) => {
  await vi.advanceTimersByTimeAsync(2 * minute);
  vi.setSystemTime(Date.now() + minutes * minute);
  const before = ticks.length;
  await vi.advanceTimersByTimeAsync(10 * minute);
  expect(ticks.length - before).toBeGreaterThanOrEqual(8);
});

test("the clock stands still when it is told to, and leaves no timer", async () => {
  await vi.advanceTimersByTimeAsync(minute);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});
