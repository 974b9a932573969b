import type {Formats} from "../../../lib/format.ts";
import {divide} from "../../../lib/money.ts";
import {isSignificant} from "../../../lib/statistics.ts";
import type {TableBlock} from "../../block.ts";

/** How sales go with a measure of the weather. */
export interface Link {
  readonly measure: "temperature" | "precipitation";
  readonly days: number;
  readonly effective_days: number;
  readonly r: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

/** What days of one kind took in, and what is usual on their weekdays. */
export interface Weather {
  /** Of the kind in `kinds`, from 1 on. */
  readonly place: number;
  readonly days: number;
  readonly revenue: string;
  readonly usual_revenue: string;
}

const kinds = [
  "3 °C or more above the usual",
  "Less than 3 °C off",
  "3 °C or more below the usual",
  "Rain, 1 mm or more",
  "Less rain or none",
] as const;

const words = {
  temperature: {
    more: "Days warmer than usual sell more",
    less: "Days warmer than usual sell less",
    noun: "temperature",
  },
  precipitation: {more: "Rainy days sell more", less: "Rainy days sell less", noun: "rain"},
} as const;

export function weatherSentences(links: readonly Link[], weather: readonly Weather[], formats: Formats): string[] {
  if (links.length === 0)
    return weather.length === 0 ? [] : ["Too few days have both weather and sales to say how they go together."];
  return links.map((link) => {
    const {more, less, noun} = words[link.measure];
    const verdict = isSignificant(link) ? (link.r > 0 ? more : less) : `Sales show no clear connection with ${noun}`;
    return `${verdict}${difference(link, weather, formats)} (${numbers(link, formats)}).`;
  });
}

/** How much it comes to on the days that stand out, where these say the same. */
function difference(link: Link, weather: readonly Weather[], formats: Formats): string {
  if (!isSignificant(link)) return "";
  const place = link.measure === "temperature" ? 1 : 4;
  const kind = weather.find((one) => one.place === place);
  const change = kind ? changeOf(kind) : 0;
  if (Math.abs(change) < 0.0005 || change > 0 !== link.r > 0) return "";
  const days = place === 1 ? "3 °C or more above it" : "1 mm or more";
  return `: ${formats.percent(Math.abs(change))} ${change > 0 ? "more" : "less"} with ${days}`;
}

function changeOf({revenue, usual_revenue: usual}: Pick<Weather, "revenue" | "usual_revenue">): number {
  return Number(revenue) / Number(usual) - 1;
}

function numbers({r, low, high, days}: Link, formats: Formats): string {
  const digits = (value: number) => formats.decimal(Number(value.toFixed(2)) + 0, 2);
  return `rank correlation ${digits(r)}, 95% interval ${digits(low)} to ${digits(high)}, ${formats.number(days)} days`;
}

export function weatherTable(weather: readonly Weather[], links: readonly Link[], formats: Formats): TableBlock {
  const days = formats.number(Math.max(0, ...links.map(({days}) => days)));
  const method = `Correlations are Spearman's, of sales and weather each against that usual, over ${days} days, with Fisher's interval; neighbouring days that are alike count for less. A connection is not yet a cause.`;
  return {
    kind: "table",
    key: "weather",
    title: "By weather",
    note: `Usual: the mean of the same weekday in the four weeks before and after. Holidays and days without orders are left out.${links.length > 0 ? ` ${method}` : ""}`,
    columns: [
      {key: "name", title: "Days with", kind: "name"},
      {key: "mean", title: "Mean a day", kind: "money"},
      {key: "change", title: "vs usual", kind: "change"},
      {key: "days", title: "Days", kind: "count"},
    ],
    rows: weather.map(({place, days, revenue, usual_revenue}) => ({
      name: kinds[place - 1]!,
      mean: divide(revenue, days),
      change: changeOf({revenue, usual_revenue}),
      days,
    })),
  };
}
