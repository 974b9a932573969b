import {daysBetween, shiftDay} from "./calendar.ts";
import type {SourceCounts} from "./counts.ts";
import {growthPerYear} from "./demand.ts";
import {flightDirt, missingDays, orderDirt, readingDirt, repeated, visitDirt} from "./dirt.ts";
import {holidays} from "./holidays.ts";
import type {Measures} from "./measures.ts";
import {centsText} from "./money.ts";
import type {SalesTally, Sums} from "./salesTally.ts";
import type {AttributionTruth, CampaignTruth, DayTruth, Planted, SalesTruth, Truth} from "./truth.ts";

/** From what was counted while the sample was made to what must be found in it. */
export function findings(
  sample: {orders: number; seed: number},
  sales: SalesTally,
  measures: Measures,
  others: Readonly<Record<string, SourceCounts>>,
): Truth {
  const sold = [...sales.byDay.keys()];
  const period = {from: sold[0]!, to: sold.at(-1)!, days: daysBetween(sold[0]!, sold.at(-1)!) + 1};
  const days = Array.from({length: period.days}, (_, i) => dayTruth(shiftDay(period.from, i), sales, measures));
  return {
    sample,
    planted: planted(period),
    period,
    totals: salesTruth(sales.total),
    attribution: attributionTruth(sales),
    quality: {orders: sales.counts, ...others},
    days_with: {
      orders: sold.length,
      sessions: days.filter(({sessions}) => sessions !== null).length,
      footfall: days.filter(({footfall}) => footfall !== null).length,
    },
    campaigns: campaignTruths(sales),
    countries: [...sales.byCountry].map(([country, sums]) => ({country, ...salesTruth(sums)})),
    products: [...sales.byProduct].map(([product_id, sums]) => ({product_id, ...salesTruth(sums)})),
    days,
  };
}

function planted({from, to}: {from: string; to: string}): Planted {
  const shares = (dirt: readonly {name: string; share: number}[]) =>
    Object.fromEntries(dirt.map(({name, share}) => [name, share]));
  return {
    growth_per_year: growthPerYear,
    trend: "up",
    revenue_against_sessions: "positive",
    closed_days: holidays.filter(({day, closed}) => closed && day >= from && day <= to).map(({day}) => day),
    dirt: {
      orders: shares(orderDirt),
      campaigns: {...shares(flightDirt), repeated: repeated.campaigns},
      web_traffic: {...shares(visitDirt), repeated: repeated.web_traffic, "missing days": missingDays.web_traffic},
      footfall: {...shares(readingDirt), repeated: repeated.footfall, "missing days": missingDays.footfall},
    },
  };
}

function salesTruth({orders, units, cents}: Sums): SalesTruth {
  return {orders, units, revenue: centsText(cents)};
}

function attributionTruth({total, attributed, byCampaign}: SalesTally): AttributionTruth {
  const campaigns = [...byCampaign.values()];
  return {
    model: "linear",
    attributed: centsText(attributed.cents),
    unattributed: centsText(total.cents - attributed.cents),
    total: centsText(total.cents),
    credits: campaigns.reduce((sum, {credits}) => sum + credits, 0),
    orders_attributed: attributed.orders,
    orders_unattributed: total.orders - attributed.orders,
    full_credit: centsText(campaigns.reduce((sum, {fullCredit}) => sum + fullCredit, 0)),
  };
}

function campaignTruths({byCampaign}: SalesTally): CampaignTruth[] {
  return [...byCampaign].map(([campaign_name, {lift, flights, orders, credits, attributed, fullCredit}]) => ({
    campaign_name,
    lift,
    flights,
    orders,
    credits,
    attributed_revenue: centsText(attributed),
    full_credit_revenue: centsText(fullCredit),
  }));
}

function dayTruth(day: string, sales: SalesTally, measures: Measures): DayTruth {
  const footfall = measures.footfall.get(day);
  const temperature = measures.temperature.get(day);
  return {
    day,
    ...salesTruth(sales.byDay.get(day) ?? {orders: 0, units: 0, cents: 0}),
    pageviews: measures.pageviews.get(day)?.sum ?? null,
    sessions: measures.sessions.get(day)?.sum ?? null,
    footfall: footfall?.sum ?? null,
    footfall_readings: footfall?.readings ?? 0,
    temperature_sum: temperature ? (temperature.sum / 10).toFixed(1) : null,
    temperature_readings: temperature?.readings ?? 0,
  };
}
