import {products} from "./assortment.ts";
import type {Demand} from "./demand.ts";
import type {Flight} from "./flights.ts";
import {centsText} from "./money.ts";
import type {SalesTally} from "./salesTally.ts";
import type {LiftTruth} from "./sectionTruths.ts";

/** Every flight that runs within the calendar, and what the demand model says it brings. */
export function liftTruths(flights: readonly Flight[], demand: readonly Demand[], sales: SalesTally): LiftTruth[] {
  const unitsPerDemand = sales.total.units / demand.reduce((sum, {orders}) => sum + orders, 0);
  return flights.flatMap((flight) => {
    const days = demand.filter(({day}) => flight.startsOn <= day.iso && day.iso <= flight.endsOn);
    return days.length === 0 ? [] : [liftTruth(flight, days, unitsPerDemand, sales.unitsOnDay)];
  });
}

function liftTruth(flight: Flight, days: readonly Demand[], unitsPerDemand: number, unitsOnDay: Int32Array): LiftTruth {
  const own = products.flatMap(({id}, i) => (flight.product === null || flight.product === id ? [i] : []));
  const {lift, name} = flight.campaign;
  const expected = sum(days, (day) => sum(own, (product) => unitsPerDemand * day.orders * chanceOf(product, day)));
  return {
    flight_id: String(flight.number),
    campaign_name: name,
    product_id: flight.product === null ? null : String(flight.product),
    from: days[0]!.day.iso,
    to: days.at(-1)!.day.iso,
    days: days.length,
    lift,
    units: sum(days, ({day}) => sum(own, (product) => unitsOnDay[day.index * products.length + product]!)),
    extra_units_per_day: rounded((expected * (1 - 1 / lift)) / days.length),
    spend: centsText(flight.spend),
  };
}

/** Share of the day's sales. */
export function chanceOf(product: number, {products: chances}: Pick<Demand, "products">): number {
  return (chances[product]! - (chances[product - 1] ?? 0)) / chances.at(-1)!;
}

export function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
