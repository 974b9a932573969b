import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {backTest, leastDays} from "../../../src/lib/forecast/backTest.ts";
import {bandReach, quantile, sumReach} from "../../../src/lib/forecast/band.ts";
import {forecastOf} from "../../../src/lib/forecast/forecast.ts";
import {type Method, seasonalNaive} from "../../../src/lib/forecast/series.ts";
import {noise} from "../noise.ts";

/** Weeks with a rhythm, growing, with noise of which a part lasts. */
function planted(seed: number, days: number, {growth = 0.1, size = 12, lasting = 0.3} = {}): number[] {
  const bell = noise(seed);
  let left = 0;
  return Array.from({length: days}, (_, day) => {
    left = lasting * left + size * bell();
    return 200 + growth * day + 40 * Math.sin((2 * Math.PI * day) / 7) + left;
  });
}

describe("on planted weekly data", () => {
  const runs = Array.from({length: 60}, (_, seed) => {
    const values = planted(seed + 1, 200);
    const past = values.slice(0, 186);
    return {values, past, forecast: forecastOf({values: past, holidays: []})!};
  });
  const misses = (pick: (run: (typeof runs)[number], i: number) => number) =>
    runs.flatMap((run) => run.forecast.days.map((_, i) => Math.abs(run.values[186 + i]! - pick(run, i))));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  test("the forecast beats the same day a week earlier, on days it has not seen", () => {
    const own = mean(misses(({forecast}, i) => forecast.days[i]!.forecast));
    const naive = mean(misses(({past}, i) => seasonalNaive.forecast({values: past, holidays: []}, 14)[i]!));
    expect(own).toBeLessThan(0.85 * naive);
  });

  test("about 80 of 100 days lie within the band, and as many sums of two weeks", () => {
    const within = runs.flatMap(({values, forecast}) =>
      forecast.days.map(({low, high}, i) => Number(low <= values[186 + i]! && values[186 + i]! <= high)),
    );
    expect(mean(within)).toBeGreaterThan(0.74);
    expect(mean(within)).toBeLessThan(0.9);
    const sums = runs.map(({values, forecast}) => {
      const came = values.slice(186).reduce((sum, value) => sum + value, 0);
      return Number(forecast.sums[1]!.low <= came && came <= forecast.sums[1]!.high);
    });
    expect(mean(sums)).toBeGreaterThan(0.65);
  });
});

test("there is none below eight weeks, and from there on it stands on four origins", () => {
  expect(leastDays).toBe(56);
  expect(forecastOf({values: planted(1, 55), holidays: []})).toBeUndefined();
  const {trials, days} = forecastOf({values: planted(1, 56), holidays: []})!;
  expect(trials.map(({origins}) => origins)).toEqual([4, 4, 4]);
  expect(days).toHaveLength(14);
});

test("last year is looked at where every forecast that is tried knew it", () => {
  const methodsOf = (days: number) =>
    forecastOf({values: planted(1, days), holidays: []})!.trials.map(({method}) => method.name);
  expect(methodsOf(548)).not.toContain("last_year");
  expect(methodsOf(549)).toContain("last_year");
});

test("errors are those of forecasts made with what was known then", () => {
  const values = Array.from({length: 70}, (_, i) => 10 + (i >= 63 ? 5 : 0) + (i % 7 === 0 ? (i / 7) % 2 : 0));
  const seen: number[] = [];
  const spy: Method = {
    ...seasonalNaive,
    forecast: (series, days) => {
      seen.push(series.values.length);
      return seasonalNaive.forecast(series, days);
    },
  };
  const {origins, residuals, smape, mase} = backTest(spy, {values, holidays: []});
  expect(seen).toEqual([21, 28, 35, 42, 49, 56]);
  expect(origins).toBe(6);
  expect(residuals[5]!.slice(7)).toEqual([5, 5, 5, 5, 5, 5, 5]);
  expect(smape).toBeGreaterThan(0);
  expect(mase).toBeGreaterThan(1);
});

test("what repeats to the cent has no error, and the simplest method tells it", () => {
  const week = [5, 1, 4, 1, 5, 9, 2];
  const {trials, days} = forecastOf({values: Array.from({length: 70}, (_, i) => week[i % 7]!), holidays: []})!;
  expect(trials[0]).toMatchObject({method: {name: "seasonal_naive"}, smape: 0, mase: null});
  expect(days[0]!.low).toBe(days[0]!.high);
});

test("a band is as wide as the residuals ask, and no narrower further ahead", () => {
  const residuals = [
    [1, -2, 3],
    [-1, 2, -3],
    [1, 2, 3],
    [-1, -2, -3],
  ];
  const reach = bandReach(residuals);
  expect(reach[0]!).toBeLessThan(reach[1]!);
  expect(reach[1]!).toBeLessThan(reach[2]!);
  expect(
    bandReach([
      [5, 1],
      [5, 1],
    ]),
  ).toEqual([5, 5]);
  expect(sumReach(residuals, 2)).toBe(3);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
});

describe("a band", () => {
  const bell = noise(5);
  const rarely = Array.from({length: 112}, (_, day) => (day % 3 === 0 ? Math.max(0, 5 + 4 * bell()) : 0));

  test("ends at nothing where nothing was ever less, however wide it is", () => {
    const {days, sums} = forecastOf({values: rarely, holidays: []})!;
    expect(days.map(({low}) => low)).toEqual(days.map(() => 0));
    expect(days.every(({forecast, high}) => high > 2 * forecast)).toBe(true);
    expect(Math.min(...sums.map(({low}) => low))).toBeGreaterThanOrEqual(0);
  });

  test("goes below nothing no further than any day did, and of two weeks than any two weeks did", () => {
    const values = rarely.map((value, day) => (day === 40 ? -0.5 : value));
    const {days, sums} = forecastOf({values, holidays: []})!;
    expect(Math.min(...days.map(({low}) => low))).toBe(-0.5);
    expect(Math.min(...sums.map(({low}) => low))).toBeGreaterThanOrEqual(0);
    const losses = rarely.map((value) => 2 - value);
    expect(forecastOf({values: losses, holidays: []})!.days.some(({low}) => low < -2)).toBe(true);
  });
});

test("a forecast lies within its band, is not negative where nothing was, and its days make its sums", () => {
  const value = fc.oneof(
    fc.constant(0),
    fc.integer({min: 0, max: 500_000}).map((cents) => cents / 100),
  );
  const values = fc.array(value, {minLength: 56, maxLength: 120});
  const loss = fc.integer({min: 0, max: 300_000}).map((cents) => cents / 100);
  fc.assert(
    fc.property(values, fc.constantFrom(0, 1), loss, (sold, isLoss, most) => {
      const values = sold.map((one) => one - isLoss * most);
      const {days, sums, trials} = forecastOf({values, holidays: []})!;
      for (const {low} of days) expect(low).toBeGreaterThanOrEqual(Math.min(0, ...values) - 0.005);
      for (const {forecast, low, high} of [...days, ...sums]) {
        if (!isLoss) expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(forecast);
        expect(forecast).toBeLessThanOrEqual(high);
      }
      for (const sum of sums)
        expect(days.slice(0, sum.days).reduce((total, {forecast}) => total + forecast, 0)).toBeCloseTo(sum.forecast, 6);
      for (const {smape} of trials) expect(smape >= 0 && smape <= 2).toBe(true);
    }),
    {numRuns: 60},
  );
});
