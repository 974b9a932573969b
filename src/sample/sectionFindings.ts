import {products, shelf} from "./assortment.ts";
import type {Books} from "./books.ts";
import {customerFindings} from "./customerFindings.ts";
import type {DiscountTally} from "./discountTally.ts";
import {forecastTruths} from "./forecast.ts";
import type {FunnelTally, StepCounts} from "./funnelTally.ts";
import type {HeaderOffice} from "./headers.ts";
import {liftTruths} from "./lifts.ts";
import {centsText} from "./money.ts";
import type {ReturnDesk, ReturnSums} from "./returns.ts";
import type {SalesTally} from "./salesTally.ts";
import type {HeadersTruth, OfferTruth, ReturnSumsTruth, SectionTruths, StepsTruth} from "./sectionTruths.ts";
import type {Shop} from "./shop.ts";
import {stockFindings} from "./stockFindings.ts";
import {at, salesTruth} from "./sums.ts";

export function sectionFindings(
  shop: Shop,
  {sales, customers, discounts, stock, web, headers, returns, sheets}: Books,
): SectionTruths {
  return {
    ...salesFindings(sales, shop.measures.visitors),
    ...stockFindings(stock, shop),
    ...funnelFindings(web.funnel),
    ...customerFindings(customers, shop.days),
    order_headers: headersTruth(headers, sheets.order_headers.counts.clean),
    offers: offerTruths(discounts),
    ...returnFindings(returns, shop.categories),
    lifts: liftTruths(shop.marketing.flights, shop.demand, sales),
    ...forecastTruths(shop.daysToCome, shop.marketing.flights, shop.demand, sales),
  };
}

function salesFindings(
  {byHour, byCategory, byStore}: SalesTally,
  visitors: ReadonlyMap<string, number>,
): Pick<SectionTruths, "hours" | "categories" | "stores"> {
  const hours = [...byHour].map(([key, sums]) => {
    const [weekday, hour] = key.split(" ").map(Number) as [number, number];
    return {weekday, hour, ...salesTruth(sums)};
  });
  return {
    hours: hours.sort((a, b) => a.weekday - b.weekday || a.hour - b.hour),
    categories: [...byCategory].map(([category, sums]) => ({category, ...salesTruth(sums)})),
    stores: [...byStore].map(([store_id, sums]) => ({
      store_id,
      ...salesTruth(sums),
      visitors: visitors.get(store_id ?? "") ?? null,
    })),
  };
}

type FunnelParts = "funnel" | "funnel_days" | "funnel_categories" | "funnel_products";

function funnelFindings(funnel: FunnelTally): Pick<SectionTruths, FunnelParts> {
  const {total, abandoned, events, purchases} = funnel;
  return {
    funnel: {
      ...stepsTruth(total),
      abandoned: [...abandoned.values()].reduce((sum, visits) => sum + visits, 0),
      events: stepsTruth(events),
      orders: purchases.orders,
      units: purchases.units,
      value: centsText(purchases.cents),
    },
    funnel_days: [...funnel.byDay].map(([day, steps]) => ({
      day,
      ...stepsTruth(steps),
      abandoned: abandoned.get(day) ?? 0,
    })),
    funnel_categories: [...funnel.byCategory].map(([category, steps]) => ({category, ...stepsTruth(steps)})),
    funnel_products: [...funnel.byProduct].map(([product, steps]) => ({
      product_id: product === null ? null : String(product),
      ...stepsTruth(steps),
    })),
  };
}

function stepsTruth([views, carts, checkouts, purchases]: StepCounts): StepsTruth {
  return {views, carts, checkouts, purchases};
}

function headersTruth({sums}: HeaderOffice, headers: number): HeadersTruth {
  return {
    headers,
    subtotal: centsText(sums.subtotal),
    tax: centsText(sums.tax),
    freight: centsText(sums.freight),
    total_due: centsText(sums.totalDue),
    lines_without_header: sums.linesWithout,
    revenue_without_header: centsText(sums.centsWithout),
    headers_without_lines: sums.withoutLines,
    headers_that_differ: sums.differing,
  };
}

function offerTruths({byOffer}: DiscountTally): OfferTruth[] {
  return [...byOffer].map(([offer_id, {lines, units, gross, net, unpriced}]) => ({
    offer_id,
    lines,
    units,
    gross: centsText(gross),
    discount: centsText(gross - net),
    net: centsText(net),
    net_unpriced: centsText(unpriced),
  }));
}

function returnFindings(
  {total, matched, byProduct}: ReturnDesk,
  categories: ReadonlyMap<number, string | null>,
): Pick<SectionTruths, "returns" | "return_categories" | "return_products"> {
  const byCategory = new Map<string | null, ReturnSums[]>();
  for (const [product, sums] of byProduct)
    at(byCategory, categories.get(products[product]!.id) ?? null, () => []).push(sums);
  return {
    returns: {...returnSums([total]), matched},
    return_categories: [...byCategory].map(([category, parts]) => ({category, ...returnSums(parts)})),
    return_products: [...byProduct].map(([product, sums]) => ({
      product_id: String(shelf[product]!.id),
      ...returnSums([sums]),
    })),
  };
}

function returnSums(parts: readonly ReturnSums[]): ReturnSumsTruth {
  const sum = (value: (part: ReturnSums) => number) => parts.reduce((total, part) => total + value(part), 0);
  return {
    sold_lines: sum(({soldLines}) => soldLines),
    sold_units: sum(({soldUnits}) => soldUnits),
    returns: sum(({returns}) => returns),
    units: sum(({units}) => units),
    value: centsText(sum(({cents}) => cents)),
  };
}
