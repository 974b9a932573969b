import {expect, test} from "vitest";
import {subjectOf} from "../../src/mail/subject.ts";
import {phrasesFor} from "../../src/report/phrases.ts";
import type {Metric, Report} from "../../src/report/report.ts";
import {shopReport} from "./office.ts";

/** A report of 31 December 2024, a Tuesday, with the revenue and its change to the Tuesday before. */
function day(revenue: string, change: number | null, changes: Partial<Report> = {}): Report {
  const report = shopReport();
  const metric = {...report.day.revenue!, value: revenue, change_week: change} as Metric<string>;
  return {...report, day: {...report.day, revenue: metric}, ...changes};
}

const subject = (report: Report, template?: string, isCorrection = false) =>
  subjectOf(report, phrasesFor(report), isCorrection, template);

test.for([
  ["1447.12", -0.1234, "Tue 31 Dec: 1,447 EUR, −12% on last Tuesday"],
  ["1447.12", 0.25, "Tue 31 Dec: 1,447 EUR, +25% on last Tuesday"],
  ["1447.12", 12.5, "Tue 31 Dec: 1,447 EUR, +1,250% on last Tuesday"],
  ["1447.12", 0.004, "Tue 31 Dec: 1,447 EUR, as on last Tuesday"],
  ["1447.12", null, "Tue 31 Dec: 1,447 EUR"],
  ["45.5", null, "Tue 31 Dec: 45.50 EUR"],
  ["-1200.00", null, "Tue 31 Dec: -1,200 EUR"],
  ["999999999.99", null, "Tue 31 Dec: 1,000,000,000 EUR"],
] as const)("revenue %s with change %s is told as: %s", ([revenue, change, told]) => {
  expect(subject(day(revenue, change))).toBe(told);
});

test("a day without orders says so, and compares nothing", () => {
  const report = day("0.00", -1);
  const orders = {...report.day.orders!, value: 0};
  expect(subject({...report, day: {...report.day, orders}})).toBe("Tue 31 Dec: no orders");
});

test("a correction says so first", () => {
  expect(subject(day("1447.12", null), undefined, true)).toBe("Correction: Tue 31 Dec: 1,447 EUR");
});

test("numbers and days are written as the report writes them", () => {
  const report = day("1447.12", -0.12, {locale: "de-DE", currency: "CHF"});
  expect(subject(report)).toBe("Di 31. Dez.: 1.447 CHF, −12 % on last Dienstag");
});

test("a template has its way, and what is missing leaves no loose ends", () => {
  expect(subject(day("1447.12", -0.12), "[{title}] {change} ({day})")).toBe(
    "[Corner Shop] −12% on last Tuesday (Tue 31 Dec)",
  );
  expect(subject(day("1447.12", null), "{change}, {revenue} – {change}")).toBe("1,447 EUR");
});

test("a title stays one line", () => {
  const report = day("1447.12", null, {title: "Shop\r\nBcc: x@y.example\u{202e}"});
  expect(subject(report, "{title}")).toBe("Shop Bcc: x@y.example\u{fffd}");
});
