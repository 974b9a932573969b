import {products} from "./assortment.ts";
import type {Day} from "./calendar.ts";
import {type Demand, expectedDemand} from "./demand.ts";
import type {Flight} from "./flights.ts";
import {chanceOf, rounded} from "./lifts.ts";
import {centsText} from "./money.ts";
import type {SalesTally} from "./salesTally.ts";
import type {SectionTruths} from "./sectionTruths.ts";

const best = 5;

/** What the model expects of the days to come, with the usual size of an order and the usual price of its goods. */
export function forecastTruths(
  daysToCome: readonly Day[],
  flights: readonly Flight[],
  demand: readonly Demand[],
  {total}: SalesTally,
): Pick<SectionTruths, "forecast" | "forecast_products"> {
  const expected = daysToCome.map((day) => expectedDemand(day, flights));
  const demanded = demand.reduce((sum, {orders}) => sum + orders, 0);
  const listed = demand.reduce((sum, day) => sum + day.orders * meanPrice(day), 0);
  const perDemand = (amount: number) => amount / demanded;
  return {
    forecast: expected.map((day) => ({
      day: day.day.iso,
      orders: rounded(perDemand(total.orders) * day.orders),
      units: rounded(perDemand(total.units) * day.orders),
      revenue: centsText(Math.round((total.cents / listed) * day.orders * meanPrice(day))),
    })),
    forecast_products: expected.flatMap((day) =>
      products.slice(0, best).map(({id}, product) => ({
        day: day.day.iso,
        product_id: String(id),
        units: rounded(perDemand(total.units) * day.orders * chanceOf(product, day)),
      })),
    ),
  };
}

function meanPrice(day: Pick<Demand, "products">): number {
  return products.reduce((sum, {price}, product) => sum + price * chanceOf(product, day), 0);
}
