import {DateTime} from "luxon";

/** How people of one place write numbers, money and days. Days come in as `YYYY-MM-DD`, decimals as exact text or numbers. */
export interface Formats {
  /** 1,234.50 € with two decimals; none for `whole`; +0.34 € for `signed`; +0.0034 € for `fine`; 1.2 M€ for `compact` and 1.25 M€ for `axis`, where steps of a quarter must stay apart. */
  money(value: string | number, style?: MoneyStyle): string;
  /** 1,234 or 1,234.5, at most `digits` decimals (default 0). */
  number(value: string | number, digits?: number): string;
  /** 0.40: exactly `digits` decimals, for statistics. */
  decimal(value: number, digits: number): string;
  /** 12.3 % of a share 0.123, with a sign when `signed`. */
  percent(share: number, style?: "plain" | "signed"): string;
  /** Tue, 31 December 2024. */
  day(day: string): string;
  /** 31 Dec. */
  shortDay(day: string): string;
  /** Dec 2024. */
  month(day: string): string;
  /** Tue. */
  weekday(day: string): string;
  /** Dec. */
  monthName(day: string): string;
  /** 2024. */
  year(day: string): string;
  /** 1 Jan – 31 Dec 2024, with what both days share said once. */
  period(from: string, to: string): string;
}

export type MoneyStyle = "cents" | "whole" | "signed" | "fine" | "compact" | "axis";

type Decimal = Intl.StringNumericLiteral | number;

/** `locale` is a BCP 47 tag, `currency` an ISO 4217 code. */
export function formatsFor(locale: string, currency: string): Formats {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const moneyStyles = {
    cents: number({style: "currency", currency, minimumFractionDigits: 2, maximumFractionDigits: 2}),
    whole: number({style: "currency", currency, maximumFractionDigits: 0}),
    signed: number({
      style: "currency",
      currency,
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
      signDisplay: "exceptZero",
    }),
    compact: number({style: "currency", currency, notation: "compact", maximumFractionDigits: 1}),
    fine: number({style: "currency", currency, maximumSignificantDigits: 2, signDisplay: "exceptZero"}),
    axis: number({
      style: "currency",
      currency,
      notation: "compact",
      minimumFractionDigits: 0,
      maximumFractionDigits: 2,
    }),
  };
  const percentStyles = {
    plain: number({style: "percent", maximumFractionDigits: 1}),
    signed: number({style: "percent", maximumFractionDigits: 1, signDisplay: "exceptZero"}),
  };
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    DateTime.fromISO(day, {zone: "utc"}).setLocale(locale).toLocaleString(options);
  const range = new Intl.DateTimeFormat(locale, {day: "numeric", month: "short", year: "numeric", timeZone: "UTC"});
  return {
    money: (value, style = "cents") => moneyStyles[style].format(value as Decimal),
    number: (value, digits = 0) => number({maximumFractionDigits: digits}).format(value as Decimal),
    decimal: (value, digits) => number({minimumFractionDigits: digits, maximumFractionDigits: digits}).format(value),
    percent: (share, style = "plain") => percentStyles[style].format(share),
    day: (day) => date(day, {weekday: "short", day: "numeric", month: "long", year: "numeric"}),
    shortDay: (day) => date(day, {day: "numeric", month: "short"}),
    month: (day) => date(day, {month: "short", year: "numeric"}),
    weekday: (day) => date(day, {weekday: "short"}),
    monthName: (day) => date(day, {month: "short"}),
    year: (day) => date(day, {year: "numeric"}),
    period: (from, to) => range.formatRange(new Date(from), new Date(to)).replaceAll("\u2009", " "),
  };
}
