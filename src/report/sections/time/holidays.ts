import type {Formats} from "../../../lib/format.ts";
import {trim} from "../../../lib/money.ts";
import type {TableBlock} from "../../block.ts";
import {compared, filled} from "../wording.ts";
import {marked} from "./periods.ts";

export interface Holiday {
  readonly day: string;
  readonly holiday: string;
  readonly holidays: number;
  readonly revenue: string;
  readonly usual_revenue: string | null;
}

/** Of the holidays that can be compared with what is usual. */
export interface HolidaySum {
  readonly days: number;
  readonly revenue: string | null;
  readonly usual_revenue: string | null;
}

const leastHolidays = 3;

export function holidaySentence([kept]: readonly HolidaySum[], formats: Formats): string[] {
  if (!kept || kept.days < leastHolidays || !(Number(kept.usual_revenue) > 0)) return [];
  const change = Number(kept.revenue) / Number(kept.usual_revenue) - 1;
  return [`${formats.number(kept.days)} holidays took in ${compared(change, formats)} the same weekdays around them.`];
}

export function holidayTable(holidays: readonly Holiday[], formats: Formats): TableBlock {
  const rows = holidays.map(({day, holiday, holidays: count, revenue, usual_revenue: usual}) => ({
    name: `${formats.weekday(day)} ${formats.period(day, day)}${marked(holiday, count)}`,
    revenue: trim(revenue),
    usual,
    change: Number(usual) > 0 ? Number(revenue) / Number(usual) - 1 : null,
  }));
  return {
    kind: "table",
    key: "holidays",
    title: "Holidays",
    ...(rows.some(({usual}) => usual !== null)
      ? {note: "Usual: the mean of the same weekday in the four weeks before and after, other holidays left out."}
      : {}),
    columns: filled(
      [
        {key: "name", title: "Holiday", kind: "name"},
        {key: "revenue", title: "Revenue", kind: "money"},
        {key: "usual", title: "Usual", kind: "about_money", isMinor: true},
        {key: "change", title: "vs usual", kind: "change"},
      ],
      rows,
    ),
    rows,
  };
}
