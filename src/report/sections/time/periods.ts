import type {Formats} from "../../../lib/format.ts";
import {trim} from "../../../lib/money.ts";
import {addDays} from "../../../lib/time.ts";
import type {Cell, TableBlock, TableColumn} from "../../block.ts";
import {compared, filled, listed} from "../wording.ts";

/** Newest first, all of them. */
export interface Month {
  readonly month: string;
  readonly days: number;
  readonly is_whole: boolean;
  readonly revenue: string;
  readonly orders: number;
  readonly change_month: number | null;
  readonly change_year: number | null;
  readonly holidays: number;
}

export interface Week {
  /** Its Monday. */
  readonly week: string;
  readonly days: number;
  readonly revenue: string;
  readonly orders: number;
  readonly change_week: number | null;
  readonly change_year: number | null;
  readonly holiday: string | null;
  readonly holidays: number;
}

export interface Day {
  readonly day: string;
  readonly revenue: string;
  readonly orders: number;
  readonly week_earlier_revenue: string | null;
  readonly year_earlier_revenue: string | null;
  readonly holiday: string | null;
  readonly holidays: number;
}

const measures: readonly TableColumn[] = [
  {key: "revenue", title: "Revenue", kind: "money"},
  {key: "orders", title: "Orders", kind: "count", isMinor: true},
];
const yearColumn: TableColumn = {key: "change_year", title: "vs year before", kind: "change"};

/** The last month against those it is compared with; nothing where it is compared with none. */
export function monthSentence(months: readonly Month[], formats: Formats): string[] {
  const last = months.find(({is_whole, days}) => is_whole || days >= 7) ?? months[0];
  if (!last) return [];
  const parts = [
    ...(last.change_month === null ? [] : [`${compared(last.change_month, formats)} ${earlier(last, "month")}`]),
    ...(last.change_year === null ? [] : [`${compared(last.change_year, formats)} ${earlier(last, "year")}`]),
  ];
  if (parts.length === 0) return [];
  const name = last.is_whole
    ? formats.month(last.month)
    : `The first ${formats.number(last.days)} days of ${formats.month(last.month)}`;
  return [`${name} took in ${formats.money(last.revenue, "whole")}: ${listed(parts)}.`];
}

function earlier({is_whole}: Month, what: "month" | "year"): string {
  if (what === "year") return is_whole ? "the same month a year earlier" : "the same days a year earlier";
  return is_whole ? "the month before" : "as many days of the month before";
}

export function monthTable(months: readonly Month[], formats: Formats): TableBlock {
  const rows = months.map(({month, days, is_whole, revenue, ...rest}) => ({
    ...rest,
    name: is_whole ? formats.month(month) : `${formats.month(month)} (${countedDays(days, formats)})`,
    holidays: rest.holidays > 0 ? rest.holidays : null,
    revenue: trim(revenue),
  }));
  const isCut = months.some(({is_whole}) => !is_whole);
  return {
    kind: "table",
    key: "months",
    title: "By month",
    ...(isCut && rows.some(({change_month}) => change_month !== null)
      ? {note: "A month that is not over is compared with as many days of the other month."}
      : {}),
    columns: filled(
      [
        {key: "name", title: "Month", kind: "name"},
        ...measures,
        {key: "change_month", title: "vs month before", kind: "change"},
        yearColumn,
        {key: "holidays", title: "Holidays", kind: "count", isMinor: true},
      ],
      rows,
    ),
    rows,
  };
}

export function weekTable(weeks: readonly Week[], formats: Formats): TableBlock {
  const rows = weeks.map(({week, days, revenue, holiday, holidays, ...rest}) => {
    const name = formats.period(week, addDays(week, 6));
    const cut = days < 7 ? ` (${countedDays(days, formats)})` : "";
    return {...rest, name: `${name}${cut}${marked(holiday, holidays)}`, revenue: trim(revenue)};
  });
  const note = rows.some(({change_year}) => change_year !== null) ? ` ${aYear}` : "";
  return {
    kind: "table",
    key: "weeks",
    title: "By week",
    ...(rows.some(({change_week}) => change_week !== null)
      ? {note: `Weeks begin on Monday. One that is not over is compared with the same weekdays of the other.${note}`}
      : {}),
    columns: filled(
      [
        {key: "name", title: "Week", kind: "name"},
        ...measures,
        {key: "change_week", title: "vs week before", kind: "change"},
        yearColumn,
      ],
      rows,
    ),
    rows,
  };
}

const aYear = "A year earlier is 52 weeks earlier: the same weekdays.";

export function dayTable(days: readonly Day[], formats: Formats): TableBlock {
  const rows = days.map(({day, revenue, orders, week_earlier_revenue, year_earlier_revenue, holiday, holidays}) => ({
    name: `${formats.weekday(day)} ${formats.shortDay(day)}${marked(holiday, holidays)}`,
    revenue: trim(revenue),
    orders,
    change_week: change(week_earlier_revenue, revenue),
    change_year: change(year_earlier_revenue, revenue),
  }));
  return {
    kind: "table",
    key: "days",
    title: "By day",
    ...(rows.some(({change_year}) => change_year !== null) ? {note: aYear} : {}),
    columns: filled(
      [
        {key: "name", title: "Day", kind: "name"},
        ...measures,
        {key: "change_week", title: "vs week before", kind: "change"},
        yearColumn,
      ],
      rows,
    ),
    rows,
  };
}

/** " · Labour Day", and how many more. */
export function marked(holiday: string | null, holidays: number): string {
  if (holiday === null) return "";
  return ` · ${holiday}${holidays > 1 ? ` +${holidays - 1}` : ""}`;
}

function change(from: string | null, to: string): Cell {
  return from === null || Number(from) <= 0 ? null : Number(to) / Number(from) - 1;
}

function countedDays(days: number, formats: Formats): string {
  return `${formats.number(days)} ${days === 1 ? "day" : "days"}`;
}
