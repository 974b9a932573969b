import {describe, expect, test} from "vitest";
import {comparedDays, type Flight, isRival, type Shop} from "../../../src/lib/lift/comparedDays.ts";

const flight: Flight = {from: 100, to: 104, keys: ["7", null]};
const shop: Shop = {
  sold: new Map([[100, {units: 5, sales: 2}]]),
  elsewhere: new Map([[100, 50]]),
  first: 0,
  last: 300,
  leftOut: new Set([102]),
};
const daysOf = (rivals: readonly Flight[], other: Partial<Shop> = {}) =>
  comparedDays(flight, rivals, {...shop, ...other});

test("a flight is held against the days nearest to it, days that are left out apart", () => {
  const days = daysOf([]);
  expect(days.filter(({own}) => own).map(({day}) => day)).toEqual([100, 101, 103, 104]);
  expect(days.filter(({own}) => !own)).toHaveLength(60);
  expect(days[0]!.day).toBe(70);
  expect(days.at(-1)!.day).toBe(134);
  expect(days.find(({day}) => day === 100)).toEqual({
    day: 100,
    sold: 5,
    sales: 2,
    own: true,
    others: [],
    onParts: 0,
    elsewhere: 50,
  });
});

test("days before the first and after the last are not known", () => {
  const days = daysOf([], {first: 90, last: 110});
  expect([days[0]!.day, days.at(-1)!.day]).toEqual([90, 110]);
});

describe("other flights on the same products", () => {
  test("that do not meet it take their days away", () => {
    const days = daysOf([{from: 80, to: 95, keys: ["7", null]}]);
    expect(days.some(({day}) => day >= 80 && day <= 95)).toBe(false);
    expect(days.filter(({own}) => !own)).toHaveLength(60);
  });

  test("that meet it are told apart by their own days", () => {
    const days = daysOf([{from: 103, to: 110, keys: [null, null]}]);
    expect(days.filter(({others}) => others.length > 0).map(({day}) => day)).toEqual([
      103, 104, 105, 106, 107, 108, 109, 110,
    ]);
  });

  test("that are for a part of them are counted", () => {
    const part: Flight = {from: 90, to: 101, keys: ["7", "FR"]};
    const days = daysOf([part, part]);
    expect(days.find(({day}) => day === 95)).toMatchObject({others: [], onParts: 2});
    expect(days.find(({day}) => day === 103)).toMatchObject({onParts: 0});
  });
});

test("a rival is for something the flight is for as well", () => {
  const rival = (keys: Flight["keys"]) => isRival({from: 0, to: 1, keys}, flight);
  expect(rival(["7", null])).toBe(true);
  expect(rival([null, null])).toBe(true);
  expect(rival([null, "FR"])).toBe(true);
  expect(rival(["8", null])).toBe(false);
  expect(isRival(flight, flight)).toBe(false);
});
