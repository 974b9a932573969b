import {fillSubject} from "../lib/subject.ts";
import {addDays} from "../lib/time.ts";
import {noReading, type Phrases} from "../report/phrases.ts";
import type {Metric, Report} from "../report/report.ts";
import {plain} from "../report/text/layout.ts";

const standard = "{day}: {revenue}, {change}";

/** `Tue 31 Dec: 1,447 EUR, −12% on last Tuesday`, or as `template` has it; a correction says so first. */
export function subjectOf(report: Report, phrases: Phrases, isCorrection: boolean, template = standard): string {
  const day = `${phrases.formats.weekday(report.as_of)} ${phrases.formats.shortDay(report.as_of)}`;
  const values = {day, revenue: revenue(report, phrases), change: change(report, phrases), title: report.title};
  return `${isCorrection ? "Correction: " : ""}${plain(fillSubject(template, values))}`;
}

/** The currency is a code: an inbox may not have its sign, and no sign stands for one currency alone. */
function revenue({day, currency}: Report, {formats}: Phrases): string {
  if (day.orders?.value === 0) return "no orders";
  const value = day.revenue?.value ?? null;
  if (value === null) return noReading;
  const amount = Math.abs(Number(value)) < 100 ? formats.decimal(Number(value), 2) : formats.number(value);
  return `${amount} ${currency}`;
}

function change({day, as_of, locale}: Report, {formats}: Phrases): string {
  const share = day.orders?.value === 0 ? null : ((day.revenue as Metric | undefined)?.change_week ?? null);
  if (share === null) return "";
  const weekday = weekdayName(addDays(as_of, -7), locale);
  if (Math.round(Math.abs(share) * 100) === 0) return `as on last ${weekday}`;
  return `${share > 0 ? "+" : "−"}${formats.percent(Math.abs(share), "whole")} on last ${weekday}`;
}

function weekdayName(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {weekday: "long", timeZone: "UTC"}).format(new Date(day));
}
