import {products, shelf, unstocked} from "./assortment.ts";
import type {Books} from "./books.ts";
import {daysBetween, shiftDay} from "./calendar.ts";
import {unlistedProduct} from "./catalogue.ts";
import type {SourceCounts} from "./counts.ts";
import {growthPerYear} from "./demand.ts";
import {dirtShares} from "./dirtShares.ts";
import {holidays} from "./holidays.ts";
import {hoursOfWeekday} from "./hours.ts";
import {rounded} from "./lifts.ts";
import type {Measures} from "./measures.ts";
import {centsText} from "./money.ts";
import {faultyProduct, rateOf, returnRates} from "./returns.ts";
import type {SalesTally} from "./salesTally.ts";
import {sectionFindings} from "./sectionFindings.ts";
import type {Shop} from "./shop.ts";
import {lowProducts} from "./stock.ts";
import {stores} from "./stores.ts";
import {noSales, salesTruth} from "./sums.ts";
import type {AttributionTruth, CampaignTruth, DayTruth, Planted, Truth} from "./truth.ts";
import {funnelRates} from "./webshop.ts";

/** From what was counted while the sample was made to what must be found in it; `written`: the sources that were. */
export function findings(
  sample: {orders: number; seed: number},
  shop: Shop,
  books: Books,
  written: ReadonlySet<string>,
): Truth {
  const {sales} = books;
  const sold = [...sales.byDay.keys()];
  const period = {from: sold[0]!, to: sold.at(-1)!, days: daysBetween(sold[0]!, sold.at(-1)!) + 1};
  const days = Array.from({length: period.days}, (_, i) => dayTruth(shiftDay(period.from, i), sales, shop.measures));
  return {
    sample,
    planted: planted(period, shop),
    period,
    totals: salesTruth(sales.total),
    attribution: attributionTruth(sales),
    quality: qualityOf(shop, books, written),
    days_with: {
      orders: sold.length,
      sessions: days.filter(({sessions}) => sessions !== null).length,
      footfall: days.filter(({footfall}) => footfall !== null).length,
    },
    campaigns: campaignTruths(sales),
    countries: [...sales.byCountry].map(([country, sums]) => ({country, ...salesTruth(sums)})),
    products: [...sales.byProduct].map(([product_id, sums]) => ({product_id, ...salesTruth(sums)})),
    days,
    ...sectionFindings(shop, books),
  };
}

function qualityOf(shop: Shop, {sales, sheets}: Books, written: ReadonlySet<string>): Record<string, SourceCounts> {
  const streamed = Object.entries(sheets).map(([name, {counts}]) => [name, counts] as const);
  const all = [["orders", sales.counts] as const, ...Object.entries(shop.counts), ...streamed];
  return Object.fromEntries(all.filter(([name]) => written.has(name)));
}

function planted({from, to}: {from: string; to: string}, {days, stockOuts}: Shop): Planted {
  return {
    growth_per_year: growthPerYear,
    trend: "up",
    revenue_against_sessions: "positive",
    closed_days: holidays.filter(({day, closed}) => closed && day >= from && day <= to).map(({day}) => day),
    funnel_rates: funnelRates,
    return_rates: returnRates,
    faulty_product: {product_id: String(faultyProduct.index + 1), return_rate: rateOf(faultyProduct.index)},
    stock_outs: stockOuts.map((it) => ({
      product_id: String(products[it.product]!.id),
      store_id: stores[it.store]!.id,
      from: days[it.from]!.iso,
      to: days[it.to]!.iso,
    })),
    low_products: lowProducts.map((product) => String(products[product]!.id)),
    unlisted_product: String(unlistedProduct),
    unstocked_product: String(products[unstocked]!.id),
    unsold_products: shelf.filter(({popularity}) => popularity === 0).map(({id}) => String(id)),
    hours: hoursOfWeekday.map(({shares}) => shares.map(rounded)),
    dirt: dirtShares,
  };
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
  return [...byCampaign].map(([campaign_name, {lift, flights, sales, credits, attributed, fullCredit, spend}]) => ({
    campaign_name,
    lift,
    flights,
    orders: sales.orders,
    credits,
    attributed_revenue: centsText(attributed),
    full_credit_revenue: centsText(fullCredit),
    spend: centsText(spend),
  }));
}

function dayTruth(day: string, sales: SalesTally, measures: Measures): DayTruth {
  const footfall = measures.footfall.get(day);
  const temperature = measures.temperature.get(day);
  return {
    day,
    ...salesTruth(sales.byDay.get(day) ?? noSales),
    pageviews: measures.pageviews.get(day)?.sum ?? null,
    sessions: measures.sessions.get(day)?.sum ?? null,
    footfall: footfall?.sum ?? null,
    footfall_readings: footfall?.readings ?? 0,
    temperature_sum: temperature ? (temperature.sum / 10).toFixed(1) : null,
    temperature_readings: temperature?.readings ?? 0,
  };
}
