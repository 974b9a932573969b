import {DateTime} from "luxon";

/** How people of one place write numbers, money and days. Days come in as `YYYY-MM-DD`, decimals as exact text or numbers. */
export interface Formats {
  /** 1,234.50 € with two decimals, or none for `whole`. */
  money(value: string | number, style?: "cents" | "whole" | "compact"): string;
  /** 1,234 or 1,234.5, at most `digits` decimals (default 0). */
  number(value: string | number, digits?: number): string;
  /** 12.3 % of a share 0.123, with a sign when `signed`. */
  percent(share: number, style?: "plain" | "signed"): string;
  /** Tue, 31 December 2024. */
  day(day: string): string;
  /** 31 Dec. */
  shortDay(day: string): string;
  /** Dec 2024. */
  month(day: string): string;
}

type Decimal = Intl.StringNumericLiteral | number;

/** `locale` is a BCP 47 tag, `currency` an ISO 4217 code. */
export function formatsFor(locale: string, currency: string): Formats {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const moneyStyles = {
    cents: number({style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 2}),
    whole: number({style: "currency", currency, maximumFractionDigits: 0}),
    compact: number({style: "currency", currency, notation: "compact", maximumFractionDigits: 1}),
  };
  const percentStyles = {
    plain: number({style: "percent", maximumFractionDigits: 1}),
    signed: number({style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero"}),
  };
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    DateTime.fromISO(day, {zone: "utc"}).setLocale(locale).toLocaleString(options);
  return {
    money: (value, style = "cents") => moneyStyles[style].format(value as Decimal),
    number: (value, digits = 0) => number({maximumFractionDigits: digits}).format(value as Decimal),
    percent: (share, style = "plain") => percentStyles[style].format(share),
    day: (day) => date(day, {weekday: "short", day: "numeric", month: "long", year: "numeric"}),
    shortDay: (day) => date(day, {day: "numeric", month: "short"}),
    month: (day) => date(day, {month: "short", year: "numeric"}),
  };
}
