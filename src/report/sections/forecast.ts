import type {Formats} from "../../lib/format.ts";
import type {Section} from "../section.ts";
import {choice, lastWeek, outlook} from "./forecast/findings.ts";
import type {Day, Sum, Tried} from "./forecast/rows.ts";
import {daysTable, methodsTable, productsTable, sumsTable} from "./forecast/tables.ts";

/** Eight weeks. */
const leastDays = 56;

export const forecast: Section = {
  title: "Forecast",
  mart: "mart_forecast",
  queries: {
    sums: `select product_id, product_name, measure, made_on, days, method, forecast, low, high, actual, earlier, change
      from mart_forecast_sums order by product_id nulls first, measure, made_on desc, days`,
    methods: `select method, place, origins, smape, mase from mart_forecast_methods
      where product_id is null and measure = 'revenue' order by place`,
    days: `select day, forecast, low, high, actual from mart_forecast
      where product_id is null and measure = 'revenue' order by day`,
    history: "select min(day) as first_day from mart_daily_sales where revenue <> 0",
  },
  compose(facts, {as_of, formats, period, sources}) {
    const sums = facts.sums as unknown as readonly Sum[];
    const tried = facts.methods as unknown as readonly Tried[];
    const days = facts.days as unknown as readonly Day[];
    const next = sums.find((sum) => sum.product_id === null && sum.measure === "revenue" && sum.made_on === as_of);
    if (!next) return tooShort(period.days, formats);
    const units = sums.find((sum) => sum.product_id === null && sum.measure === "units" && sum.made_on === as_of);
    return {
      findings: [
        outlook(sums, as_of, formats),
        ...lastWeek(sums, days, as_of, formats),
        ...choice(tried, sources, formats),
      ],
      today: [],
      blocks: [
        sumsTable(sums, as_of, units !== undefined),
        ...productsTable(sums, as_of),
        daysTable(days, as_of, formats),
        methodsTable(tried, sources, formats),
      ],
    };
  },
};

function tooShort(days: number, formats: Formats) {
  const has = `${formats.number(days)} ${days === 1 ? "day" : "days"}`;
  return {
    findings: [
      `There is no forecast: it needs ${leastDays / 7} weeks of sales, and there ${days === 1 ? "is" : "are"} ${has}.`,
    ],
    today: [],
    blocks: [],
  };
}
