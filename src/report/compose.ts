import type {AttributionModel, Config} from "../config/config.ts";
import {formatsFor, minorDigits} from "../lib/format.ts";
import {divide, equals, sum, trim} from "../lib/money.ts";
import {dayFigures} from "./day.ts";
import type {Facts, RankedFacts} from "./figures.ts";
import {correlationOf, trendOf} from "./relations.ts";
import type {Attribution, CampaignRow, MeasureName, RankedRow, ReadingName, Report, Totals} from "./report.ts";
import {measureNames, readingNames} from "./report.ts";
import {composeSections} from "./sections/index.ts";
import {degradedSentences, noteSentences, type Occasion} from "./warnings.ts";

/** Where a measure or a reading comes from, when not from the orders. */
const origins: Readonly<Partial<Record<MeasureName | ReadingName, string>>> = {
  sessions: "web_traffic",
  pageviews: "web_traffic",
  conversion: "web_traffic",
  footfall: "footfall",
};

/** Facts → the report of their last day. What needs a source that is not configured is left out. */
export function composeReport(found: Facts, config: Config, occasion: Occasion): Report {
  const {title, locale, currency, sources} = config;
  const configured = sources.map(({name}) => name);
  const facts = {...found, quality: inOrder(found.quality, configured)};
  const {period, sales, daily} = facts;
  const isKnown = (name: MeasureName | ReadingName) =>
    name === "units" ? sales.quantities_given > 0 : !origins[name] || configured.includes(origins[name]);
  const formats = formatsFor(locale, currency);
  const digits = Math.max(2, minorDigits(currency));
  return {
    title,
    locale,
    currency,
    as_of: period.as_of,
    period: {from: period.first_day, to: period.as_of, days: period.days},
    totals: totalsOf(facts, digits),
    day: dayFigures(daily, measureNames.filter(isKnown), digits),
    attribution: attributionOf(facts),
    top: {
      campaigns: facts.campaigns.map(tidyCampaign),
      products: sales.products_given > 0 ? facts.products.map((row) => withShare(row, sales.revenue)) : [],
      countries: sales.countries_given > 0 ? facts.countries.map((row) => withShare(row, sales.revenue)) : [],
      negative: {products: Number(sales.least_product) < 0, countries: Number(sales.least_country) < 0},
    },
    trend: trendOf(daily),
    correlation: Object.fromEntries(readingNames.filter(isKnown).map((name) => [name, correlationOf(daily, name)])),
    quality: facts.quality,
    joins: facts.joins,
    audits: facts.audits.map((audit) => ({...audit, passed: audit.faults === 0})),
    figures: facts.figures,
    sections: composeSections(facts.sections, {
      as_of: period.as_of,
      period: {from: period.first_day, to: period.as_of, days: period.days},
      revenue: sales.revenue,
      formats,
      sources: configured,
    }),
    degraded: degradedSentences(facts, configured, formats, occasion),
    notes: noteSentences(facts, formats),
  };
}

/** A mean has `digits` decimals. */
function totalsOf({sales}: Facts, digits: number): Totals {
  return {
    orders: sales.orders,
    units: sales.quantities_given > 0 ? sales.units : null,
    revenue: trim(sales.revenue),
    average_order_value: sales.orders > 0 ? divide(sales.revenue, sales.orders, digits) : null,
  };
}

function attributionOf({period, sales, credits}: Facts): Attribution {
  return {
    model: period.attribution as AttributionModel,
    conserves: period.attribution !== "any_touch",
    attributed: trim(credits.attributed),
    unattributed: trim(sales.unattributed),
    total: trim(sales.revenue),
    adds_up: equals(sum([credits.attributed, sales.unattributed]), sales.revenue),
    credits: credits.credits,
    orders_attributed: sales.orders_attributed,
    orders_unattributed: sales.orders - sales.orders_attributed,
  };
}

function tidyCampaign(row: CampaignRow): CampaignRow {
  return {
    ...row,
    attributed_revenue: trim(row.attributed_revenue),
    full_credit_revenue: trim(row.full_credit_revenue),
    spend: row.spend && trim(row.spend),
  };
}

function withShare({label, ...row}: RankedFacts, all: string): RankedRow {
  const share = Number(all) > 0 ? Number((Number(row.revenue) / Number(all)).toFixed(6)) : null;
  return {...row, ...(label && {label}), revenue: trim(row.revenue), share};
}

function inOrder<T>(values: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  const known = names.filter((name) => values[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, values[name]!]));
}
