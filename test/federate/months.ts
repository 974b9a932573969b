import fc from "fast-check";
import type {AttributionModel} from "../../src/config/config.ts";
import type {RawSources} from "../normalize/fixture.ts";
import {creditOf, type Flight, type Sale} from "./attribution.ts";

const sale: fc.Arbitrary<Sale> = fc.record({
  day: fc.integer({min: 1, max: 28}),
  product: fc.integer({min: 1, max: 3}),
  cents: fc.integer({min: -5000, max: 100_000}),
});
const flight: fc.Arbitrary<Flight> = fc.record({
  product: fc.option(fc.integer({min: 1, max: 3}), {freq: 4}),
  starts: fc.integer({min: 1, max: 28}),
  ends: fc.integer({min: 1, max: 28}),
});
export interface Month {
  readonly sales: readonly Sale[];
  readonly flights: readonly Flight[];
}

const month: fc.Arbitrary<Month> = fc.record({
  sales: fc.array(sale, {minLength: 1, maxLength: 25}),
  flights: fc.array(flight, {maxLength: 8}),
});
/** Many cases for one run of the engine: no flight leaves its month, so the months know nothing of one another. */
export const shop = (months: number) => fc.array(month, {minLength: months, maxLength: months});

const day = (place: number, number: number) =>
  new Date(Date.UTC(2022, place, number)).toISOString().slice(0, "yyyy-mm-dd".length);
const money = (cents: number) => (cents / 100).toFixed(2);

export function sourcesOf(months: readonly Month[]): RawSources {
  return {
    orders: {
      header: ["order_date", "product_id", "quantity", "revenue"],
      records: months.flatMap(({sales}, place) =>
        sales.map(({day: on, product, cents}) => [day(place, on), String(product), "1", money(cents)]),
      ),
      decimal: ".",
    },
    campaigns: {
      header: ["campaign_name", "product_id", "start_date", "end_date", "note"],
      records: months.flatMap(({flights}, place) =>
        flights.map(({product, starts, ends}, i) => [
          `Campaign ${i % 3}`,
          product === null ? "" : String(product),
          day(place, starts),
          day(place, ends),
          `flight ${place} ${i}`,
        ]),
      ),
    },
  };
}

/** Credit in cents by sale and flight (`5 2`: numbers in the order of the records). */
export function creditsOf(months: readonly Month[], model: AttributionModel): ReadonlyMap<string, number> {
  const credits = new Map<string, number>();
  let [sale, flight] = [0, 0];
  for (const {sales, flights} of months) {
    const usable = flights.map((one) => (one.ends < one.starts ? {...one, starts: 99} : one));
    for (const one of sales) {
      sale += 1;
      for (const [i, cents] of creditOf(one, usable, model)) credits.set(`${sale} ${flight + i + 1}`, cents);
    }
    flight += flights.length;
  }
  return credits;
}
