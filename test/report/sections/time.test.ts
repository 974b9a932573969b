import {describe, expect, test} from "vitest";
import type {SectionFacts} from "../../../src/report/section.ts";
import {time} from "../../../src/report/sections/time.ts";
import {basics} from "./basics.ts";

const day = (name: string, revenue: string, more = {}) => ({
  day: name,
  revenue,
  orders: 1,
  week_earlier_revenue: null,
  year_earlier_revenue: null,
  holiday: null,
  holidays: 0,
  ...more,
});
const month = (name: string, more = {}) => ({
  month: name,
  days: 31,
  is_whole: true,
  revenue: "1500.0000",
  orders: 3,
  change_month: null,
  change_year: null,
  holidays: 0,
  ...more,
});
const weekdays = (days: number) =>
  [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({weekday, days, revenue: `${100 * days * weekday}.0000`, orders: 2 * days}));
const twoDays = [day("2024-05-28", "20.0000"), day("2024-05-27", "10.0000")];

function compose(facts: Record<string, object[]>) {
  return time.compose({days: twoDays, ...facts} as unknown as SectionFacts, basics)!;
}
const tableOf = (facts: Record<string, object[]>, key: string) =>
  compose(facts).blocks.find((block) => block.key === key);

test("the last month is held against the one before and the year before", () => {
  const may = month("2024-05-01", {change_month: 0.1, change_year: -0.25});
  expect(compose({months: [may]}).findings).toEqual([
    "May 2024 took in €1,500: 10.0% more than the month before and 25.0% less than the same month a year earlier.",
  ]);
});

test("a month that is not over is held against as many days; in its first week the one before is spoken of", () => {
  const running = (days: number) => month("2024-05-01", {days, is_whole: false, change_month: 0.1});
  const april = month("2024-04-01", {change_month: 0});
  expect(compose({months: [running(12), april]}).findings).toEqual([
    "The first 12 days of May 2024 took in €1,500: 10.0% more than as many days of the month before.",
  ]);
  expect(compose({months: [running(2), april]}).findings).toEqual([
    "Apr 2024 took in €1,500: as much as the month before.",
  ]);
  expect(tableOf({months: [running(12), april]}, "months")).toMatchObject({
    rows: [{name: "May 2024 (12 days)"}, {name: "Apr 2024"}],
    note: "A month that is not over is compared with as many days of the other month.",
  });
});

test("nothing is said of what cannot be compared", () => {
  expect(compose({months: [month("2024-05-01")], weekdays: weekdays(3)}).findings).toEqual([]);
});

test("the strongest weekday and hour are named from four weeks on", () => {
  const hours = [
    {weekday: 7, hour_of_day: 9, days: 4, revenue: "400.0000"},
    {weekday: 7, hour_of_day: 23, days: 4, revenue: "800.0000"},
  ];
  const facts = {weekdays: weekdays(4), hours};
  expect(compose(facts).findings).toEqual([
    "Sunday sells most, €700 a day on average, and Monday least, €100.",
    "The strongest hour of the week is Sunday from 23:00, with €200 on average.",
  ]);
  const table = tableOf(facts, "weekdays");
  expect(table).toMatchObject({rows: {length: 7, 6: {name: "Sunday", mean: "700.00", hour: "23:00–24:00"}}});
});

test("without times of day nobody hears of hours", () => {
  const table = tableOf({weekdays: weekdays(4)}, "weekdays");
  expect(JSON.stringify(table)).not.toContain("Strongest hour");
});

test("holidays are marked in the tables of days and weeks, and have one of their own", () => {
  const days = [day("2024-05-01", "10.0000", {holiday: "Labour Day", holidays: 2}), ...twoDays];
  const week = {week: "2024-04-29", days: 7, revenue: "5.0000", orders: 1, change_week: 0.5, change_year: null};
  const facts = {
    days,
    weeks: [{...week, holiday: "Labour Day", holidays: 1}],
    holidays: [{day: "2024-05-01", holiday: "Labour Day", holidays: 1, revenue: "10.0000", usual_revenue: "40.0000"}],
    kept: [{days: 3}],
    best: [{day: "2023-11-24", holiday: "Black Friday", holidays: 1, revenue: "90.0000", usual_revenue: "40.0000"}],
    worst: [{day: "2024-05-01", holiday: "Labour Day", holidays: 1, revenue: "10.0000", usual_revenue: "40.0000"}],
  };
  const {findings, blocks} = compose(facts);
  expect(findings).toEqual([
    "Of 3 special days in the calendar, Black Friday on 24 Nov 2023 took in 125% more than usual, and Labour Day on 1 May 2024 took in 75.0% less than usual.",
  ]);
  expect(compose({...facts, worst: [{...facts.worst[0], revenue: "0.0000"}]}).findings[0]).toContain(
    "Labour Day on 1 May 2024 took in nothing.",
  );
  expect(compose({...facts, kept: [{days: 2}]}).findings).toEqual([]);
  const names = blocks.map((block) => (block.kind === "table" ? block.rows[0]!.name : ""));
  expect(names).toEqual([
    "29 Apr – 5 May 2024 · Labour Day",
    "Wed 1 May · Labour Day +1",
    "Wed 1 May 2024 · Labour Day",
  ]);
});

describe("the weather", () => {
  const link = {measure: "temperature", days: 90, effective_days: 70, r: 0.4, low: 0.2, high: 0.6, p: 0.001};
  const weather = [{place: 1, days: 10, revenue: "1500.0000", usual_revenue: "1000.0000"}];

  test("is told with its interval", () => {
    const rain = {...link, measure: "precipitation", r: -0.1, low: -0.3, high: 0.1, p: 0.3};
    expect(compose({links: [link, rain], weather}).findings).toEqual([
      "Days warmer than usual sell more: 50.0% more with 3 °C or more above it (rank correlation 0.40, 95% interval 0.20 to 0.60, 90 days).",
      "Sales show no clear connection with rain (rank correlation -0.10, 95% interval -0.30 to 0.10, 90 days).",
    ]);
    expect(tableOf({links: [link], weather}, "weather")).toMatchObject({
      rows: [{name: "3 °C or more above the usual", mean: "150.00", change: 0.5, days: 10}],
    });
  });

  test("days that stand out are silent where they say the opposite of the rest", () => {
    const fewer = [{...weather[0]!, revenue: "900.0000"}];
    expect(compose({links: [link], weather: fewer}).findings[0]).toMatch(/^Days warmer than usual sell more \(rank/);
    const rain = {...link, measure: "precipitation", r: -0.3, low: -0.5, high: -0.1};
    const wet = [{...fewer[0]!, place: 4}];
    expect(compose({links: [rain], weather: wet}).findings[0]).toMatch(
      /^Rainy days sell less: 10\.0% less with 1 mm or more \(rank/,
    );
  });

  test("of too few days says so, and of none nothing", () => {
    expect(compose({links: [], weather}).findings).toEqual([
      "Too few days have both weather and sales to say how they go together.",
    ]);
    expect(compose({links: [], weather: []}).findings).toEqual([]);
  });
});

test("columns without a value, and tables without a row, are left out", () => {
  const {blocks} = compose({});
  expect(blocks.map(({key}) => key)).toEqual(["days"]);
  expect(blocks[0]).toMatchObject({columns: [{key: "name"}, {key: "revenue"}, {key: "orders"}]});
});

test("one day is no time", () => {
  expect(time.compose({days: twoDays.slice(1)} as unknown as SectionFacts, basics)).toBeUndefined();
});
