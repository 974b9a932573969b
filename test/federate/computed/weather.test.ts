import {expect, test} from "vitest";
import {weather} from "../../../src/federate/computed/weather.ts";

const day = (i: number, warmer: number, wetter: number, sales: number) => ({
  day: new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10),
  temperature: (10 + warmer).toFixed(4),
  usual_temperature: "10.0000",
  precipitation: (5 + wetter).toFixed(4),
  usual_precipitation: "5.0000",
  revenue: sales.toFixed(4),
  usual_revenue: "100.0000",
  orders: 1,
  is_holiday: false,
});
/** Warm days sell more; rain has no say. */
const days = Array.from({length: 120}, (_, i) => {
  const warmer = 5 * Math.sin(i * 2.4);
  return day(i, warmer, 3 * Math.cos(i * 5.1), 100 + 4 * warmer + 3 * Math.sin(i * 1.3));
});

test("warm days that sell more are found, and rain that has no say is not", () => {
  const [temperature, rain] = weather.compute({days});
  expect(temperature).toMatchObject({measure: "temperature", days: 120});
  expect(temperature!.low).toBeGreaterThan(0.7);
  expect(rain!.low).toBeLessThan(0);
  expect(rain!.high).toBeGreaterThan(0);
});

test("holidays, days without orders and days of which nothing is usual are left out", () => {
  const odd = [
    {...day(200, 99, 0, 0), is_holiday: true},
    {...day(201, 99, 0, 0), orders: 0},
    {...day(202, 99, 0, 0), usual_revenue: null},
    {...day(203, 99, 0, 0), usual_temperature: null, usual_precipitation: null},
  ];
  expect(weather.compute({days: [...days, ...odd]})).toEqual(weather.compute({days}));
});

test("a measure that is not there, or of few days, is not spoken of", () => {
  const dry = days.map((one) => ({...one, precipitation: null, usual_precipitation: null}));
  expect(weather.compute({days: dry}).map(({measure}) => measure)).toEqual(["temperature"]);
  expect(weather.compute({days: days.slice(0, 9)})).toEqual([]);
});
