import type {Formats} from "../../lib/format.ts";
import {trim} from "../../lib/money.ts";
import type {Block} from "../block.ts";
import type {Section} from "../section.ts";

/** How many lines the tables have. */
const [months, odd] = [13, 15];

interface Totals {
  readonly orders: number;
  readonly headers: number;
  readonly matched: number;
  readonly headerless: number;
  readonly headerless_lines: number;
  readonly headerless_revenue: string | null;
  readonly empty: number;
  readonly empty_due: string | null;
  readonly unlike: number;
  readonly difference: string | null;
  readonly subtotal: string | null;
  readonly tax: string | null;
  readonly freight: string | null;
  readonly total_due: string | null;
  readonly orders_of_day: number;
  readonly headerless_of_day: number;
}

export const amounts: Section = {
  title: "Order amounts",
  mart: "mart_order_amounts",
  queries: {
    totals: `select count(*) as orders,
        count(*) filter (where has_header) as headers,
        count(*) filter (where has_header and lines > 0) as matched,
        count(*) filter (where not has_header) as headerless,
        cast(coalesce(sum(lines) filter (where not has_header), 0) as bigint) as headerless_lines,
        sum(line_revenue) filter (where not has_header) as headerless_revenue,
        count(*) filter (where lines = 0) as empty,
        sum(total_due) filter (where lines = 0) as empty_due,
        count(*) filter (where abs(difference) > 0.01) as unlike,
        sum(difference) as difference,
        sum(subtotal) as subtotal, sum(tax) as tax, sum(freight) as freight, sum(total_due) as total_due,
        count(*) filter (where ordered_on = as_of and lines > 0) as orders_of_day,
        count(*) filter (where ordered_on = as_of and not has_header) as headerless_of_day
      from mart_order_amounts cross join mart_period`,
    months: `select month, headers, subtotal, tax, freight, total_due from mart_amount_months
      where headers > 0 order by month desc nulls last limit ${months}`,
    odd: `select order_id, ordered_on, lines, line_revenue, subtotal, total_due,
        case when not has_header then 'no header' when lines = 0 then 'no lines' else 'sums differ' end as fault
      from mart_order_amounts where not has_header or lines = 0 or abs(difference) > 0.01
      order by abs(coalesce(difference, line_revenue, total_due, 0)) desc, order_id limit ${odd}`,
  },
  compose({totals: sums, months: byMonth, odd: oddities}, {formats}) {
    const totals = sums![0] as unknown as Totals | undefined;
    if (!totals || totals.headers === 0) return undefined;
    return {
      findings: findingsOf(totals, formats),
      today: isNews(totals) ? [newsOf(totals, formats)] : [],
      blocks: [termsOf(totals), monthsOf(byMonth!, formats), odditiesOf(oddities!, totals, formats)],
    };
  },
};

/** More orders of the day without a header than there are of other days, beyond what chance makes of it; and no news at all where most never get one. */
function isNews({orders, matched, headerless, headerless_of_day: late, orders_of_day: fresh}: Totals): boolean {
  const earlier = matched + headerless - fresh;
  const expected = earlier > 0 ? ((headerless - late) / earlier) * fresh : 0;
  return late > expected + 2 * Math.sqrt(expected) && 2 * headerless < orders;
}

function newsOf({headerless_of_day: late, orders_of_day: all}: Totals, formats: Formats): string {
  const count = (number: number) => formats.number(number);
  const who = all === 1 ? "The day's only order" : `${count(late)} of the day's ${count(all)} orders`;
  return `${who} ${late === 1 ? "has" : "have"} no header, so that tax and freight are not known.`;
}

function findingsOf(totals: Totals, formats: Formats): string[] {
  const {matched, headerless, headerless_lines, headerless_revenue, empty, empty_due, unlike, difference} = totals;
  const orders = (count: number) => `${formats.number(count)} ${count === 1 ? "order" : "orders"}`;
  const exact = (money: string) => formats.exact(trim(money));
  const whole = totals.tax !== null && totals.freight !== null ? ", tax and freight included" : "";
  return [
    ...(totals.total_due === null
      ? []
      : [
          `${orders(totals.headers)} with a header ${totals.headers === 1 ? "comes" : "come"} to ${exact(totals.total_due)}${whole}.`,
        ]),
    ...(headerless > 0 && headerless_revenue !== null
      ? [
          `${orders(headerless)} with ${formats.number(headerless_lines)} ${headerless_lines === 1 ? "line" : "lines"} worth ${exact(headerless_revenue)} ${headerless === 1 ? "has" : "have"} no header: nothing is known of ${headerless === 1 ? "its" : "their"} tax and freight.`,
        ]
      : []),
    ...(empty > 0
      ? [
          `${orders(empty)} ${empty === 1 ? "has" : "have"} a header and no lines${empty_due === null ? "" : `: ${exact(empty_due)} due`}.`,
        ]
      : []),
    ...(matched > 0 && difference !== null ? [agreement(unlike, matched, exact(difference), orders)] : []),
  ];
}

function agreement(unlike: number, matched: number, difference: string, orders: (count: number) => string): string {
  if (unlike === 0)
    return `The subtotals of ${orders(matched)} are those of their lines to within a cent each, ${difference} in all.`;
  return `The subtotals of ${orders(unlike)} differ from their lines by more than a cent, ${difference} in all.`;
}

function termsOf({subtotal, tax, freight, total_due}: Totals): Block {
  const share = (part: string | null) =>
    part === null || subtotal === null || Number(subtotal) <= 0 ? null : Number(part) / Number(subtotal);
  const term = (label: string, value: string | null) => ({
    label,
    value: value === null ? null : trim(value),
    kind: "money" as const,
  });
  const rates = [
    {label: "Tax of subtotal", value: share(tax), kind: "percent" as const},
    {label: "Freight of subtotal", value: share(freight), kind: "percent" as const},
  ];
  const terms = [term("Subtotal", subtotal), term("Tax", tax), term("Freight", freight), term("Total due", total_due)];
  return {kind: "terms", key: "totals", terms: [...terms, ...rates].filter(({value}) => value !== null)};
}

function monthsOf(rows: readonly object[], formats: Formats): Block {
  const money = ["subtotal", "tax", "freight", "total_due"] as const;
  const given = rows as readonly Readonly<Record<string, string | number | null>>[];
  const titles = {subtotal: "Subtotal", tax: "Tax", freight: "Freight", total_due: "Total due"};
  return {
    kind: "table",
    key: "months",
    title: "Amounts by month",
    note: "Orders with a header, by the day of their first line. Each amount counts once an order; on lines it is shared by their revenue, in tables/line_amounts.csv.",
    columns: [
      {key: "month", title: "Month", kind: "name"},
      {key: "headers", title: "Orders", kind: "count"},
      ...money
        .filter((key) => given.some((row) => row[key] !== null))
        .map((key) => ({key, title: titles[key], kind: "about_money", isMinor: key !== "total_due"}) as const),
    ],
    rows: given.map((row) => ({...row, month: row.month === null ? "no date" : formats.month(String(row.month))})),
  };
}

function odditiesOf(rows: readonly object[], totals: Totals, formats: Formats): Block {
  const money = ["line_revenue", "subtotal", "total_due"];
  const all = totals.headerless + totals.empty + totals.unlike;
  const more = all > rows.length ? `The ${formats.number(rows.length)} largest of ${formats.number(all)}; all` : "All";
  return {
    kind: "table",
    key: "odd",
    title: "Orders that do not fit",
    note: `${more} are in tables/order_amounts.csv.`,
    columns: [
      {key: "order_id", title: "Order", kind: "name"},
      {key: "fault", title: "What is wrong", kind: "text"},
      {key: "ordered_on", title: "Day", kind: "day", isMinor: true},
      {key: "lines", title: "Lines", kind: "count", isMinor: true},
      {key: "line_revenue", title: "Sum of lines", kind: "money"},
      {key: "subtotal", title: "Subtotal", kind: "money"},
      {key: "total_due", title: "Total due", kind: "money", isMinor: true},
    ],
    rows: (rows as readonly Readonly<Record<string, string | null>>[]).map((row) => ({
      ...row,
      ...Object.fromEntries(money.map((key) => [key, row[key] == null ? null : trim(row[key])])),
    })),
  };
}
