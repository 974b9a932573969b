import {DateTime} from "luxon";

/** How people of one place write numbers, money and days. Days come in as `YYYY-MM-DD`, decimals as exact text or numbers. */
export interface Formats {
  /** 1,234.50 € with the decimals of the currency; none for `whole`; 1.25 M€ for `axis`, where steps of a quarter must stay apart. */
  money(value: string | number, style?: MoneyStyle): string;
  /** +0.34 €, with its sign; +0.0034 € where the decimals of the currency would leave nothing of it. */
  change(amount: number): string;
  /** Every digit of an amount that counts, the decimals of the currency at least: amounts that are added up before the reader's eyes. Those `beside` it have as many. */
  exact(value: string, beside?: readonly string[]): string;
  /** 1,234 or 1,234.5, at most `digits` decimals (default 0). */
  number(value: string | number, digits?: number): string;
  /** 0.40: exactly `digits` decimals, for statistics. */
  decimal(value: number, digits: number): string;
  /** 12.3 % of a share 0.123, with a sign when `signed`; 1.23 % for `rate`, 12 % for `whole`. From 100 % on without decimals: there they say nothing. */
  percent(share: number, style?: "plain" | "signed" | "rate" | "whole"): string;
  /** Tue, 31 December 2024. */
  day(day: string): string;
  /** 31 Dec. */
  shortDay(day: string): string;
  /** Dec 2024. */
  month(day: string): string;
  /** Tue. */
  weekday(day: string): string;
  /** Tuesday. */
  weekdayName(day: string): string;
  /** Dec. */
  monthName(day: string): string;
  /** 2024. */
  year(day: string): string;
  /** 1 Jan – 31 Dec 2024, with what both days share said once. */
  period(from: string, to: string): string;
}

export type MoneyStyle = "cents" | "whole" | "axis";

type Decimal = Intl.StringNumericLiteral | number;

/** `locale` is a BCP 47 tag, `currency` an ISO 4217 code. */
export function formatsFor(locale: string, currency: string): Formats {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options);
  const minor = minorDigits(currency);
  const money = (options: Intl.NumberFormatOptions) => number({style: "currency", currency, ...options});
  const signed = {signDisplay: "exceptZero"} as const;
  const moneyStyles = {
    cents: money(fixed(minor)),
    whole: money({maximumFractionDigits: 0}),
    axis: money({notation: "compact", minimumFractionDigits: 0, maximumFractionDigits: 2}),
  };
  const changeStyles = {
    usual: money({...fixed(minor), ...signed}),
    fine: money({maximumSignificantDigits: 2, ...signed}),
  };
  const percent = (digits: number, options = {}) => {
    const [usual, whole] = [digits, 0].map((count) => number({style: "percent", ...fixed(count), ...options}));
    return (share: number) => (Math.abs(share) >= 1 - 0.5 / 10 ** (digits + 2) ? whole : usual)!.format(share);
  };
  const percentStyles = {plain: percent(1), signed: percent(1, signed), rate: percent(2), whole: percent(0)};
  const date = (day: string, options: Intl.DateTimeFormatOptions) =>
    DateTime.fromISO(day, {zone: "utc"}).setLocale(locale).toLocaleString(options);
  const range = new Intl.DateTimeFormat(locale, {day: "numeric", month: "short", year: "numeric", timeZone: "UTC"});
  return {
    money: (value, style = "cents") => moneyStyles[style].format(value as Decimal),
    change: (amount) => changeStyles[isFine(Math.abs(amount), minor) ? "fine" : "usual"].format(amount),
    exact: (value, beside = []) => money(fixed(exactDigits([value, ...beside], minor))).format(value as Decimal),
    number: (value, digits = 0) => number({maximumFractionDigits: digits}).format(value as Decimal),
    decimal: (value, digits) => number(fixed(digits)).format(value),
    percent: (share, style = "plain") => percentStyles[style](share),
    day: (day) => date(day, {weekday: "short", day: "numeric", month: "long", year: "numeric"}),
    shortDay: (day) => date(day, {day: "numeric", month: "short"}),
    month: (day) => date(day, {month: "short", year: "numeric"}),
    weekday: (day) => date(day, {weekday: "short"}),
    weekdayName: (day) => date(day, {weekday: "long"}),
    monthName: (day) => date(day, {month: "short"}),
    year: (day) => date(day, {year: "numeric"}),
    period: (from, to) => range.formatRange(new Date(from), new Date(to)).replaceAll("\u2009", " "),
  };
}

/** Decimals that amounts in a currency have: 2 in EUR, 0 in JPY, 3 in BHD. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat("en", {style: "currency", currency}).resolvedOptions().maximumFractionDigits!;
}

/** Where there are more than the currency has, two at least: nobody writes ¥99.5. */
function exactDigits(values: readonly string[], minor: number): number {
  const digits = Math.max(...values.map((value) => (value.split(".")[1] ?? "").replace(/0+$/, "").length));
  return digits <= minor ? minor : Math.max(2, digits);
}

/** Below the decimals of the currency, but not the noise of a calculation. */
function isFine(size: number, minor: number): boolean {
  return size < 10 ** -minor && size > 10 ** -(minor + 4);
}

function fixed(digits: number): Intl.NumberFormatOptions {
  return {minimumFractionDigits: digits, maximumFractionDigits: digits};
}
