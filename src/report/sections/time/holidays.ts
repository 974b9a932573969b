import type {Formats} from "../../../lib/format.ts";
import {trim} from "../../../lib/money.ts";
import type {TableBlock} from "../../block.ts";
import {compared, filled, named} from "../wording.ts";
import {marked} from "./periods.ts";

export interface Holiday {
  readonly day: string;
  readonly holiday: string;
  readonly holidays: number;
  readonly revenue: string;
  readonly usual_revenue: string | null;
}

/** How many holidays can be compared with what is usual. */
export interface Compared {
  readonly days: number;
}

const leastHolidays = 3;

/** Holidays are of many kinds, from closed doors to the best sale of the year: the two that stand out most are named. */
export function holidaySentence(
  [best]: readonly Holiday[],
  [worst]: readonly Holiday[],
  [kept]: readonly Compared[],
  formats: Formats,
): string[] {
  if (!best || !worst || !kept || kept.days < leastHolidays) return [];
  const said = (one: Holiday) => {
    const change = changeOf(one)!;
    const much = change > -0.9995 ? `${compared(change, formats)} usual` : "nothing";
    return `${named(one.holiday)} on ${formats.period(one.day, one.day)} took in ${much}`;
  };
  return [`Of ${formats.number(kept.days)} special days in the calendar, ${said(best)}, and ${said(worst)}.`];
}

function changeOf({revenue, usual_revenue: usual}: Holiday): number | null {
  return Number(usual) > 0 ? Number(revenue) / Number(usual) - 1 : null;
}

export function holidayTable(holidays: readonly Holiday[], formats: Formats): TableBlock {
  const rows = holidays.map((one) => ({
    name: `${formats.weekday(one.day)} ${formats.period(one.day, one.day)}${marked(one.holiday, one.holidays)}`,
    revenue: trim(one.revenue),
    usual: one.usual_revenue,
    change: changeOf(one),
  }));
  return {
    kind: "table",
    key: "holidays",
    title: "Holidays and special days",
    ...(rows.some(({usual}) => usual !== null)
      ? {note: "Usual: the mean of the same weekday in the four weeks before and after, other such days left out."}
      : {}),
    columns: filled(
      [
        {key: "name", title: "Day", kind: "name"},
        {key: "revenue", title: "Revenue", kind: "money"},
        {key: "usual", title: "Usual", kind: "about_money", isMinor: true},
        {key: "change", title: "vs usual", kind: "change"},
      ],
      rows,
    ),
    rows,
  };
}
