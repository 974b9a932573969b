import {products} from "./assortment.ts";
import {type Day, plainDate} from "./calendar.ts";
import {type PlannedFlight, planFlights} from "./campaigns.ts";
import {type SourceCounts, settle} from "./counts.ts";
import {flightDirt, repeat, repeated, soil} from "./dirt.ts";
import {centsText} from "./money.ts";
import type {Random} from "./random.ts";
import type {FlightRecord} from "./records.ts";

/** A flight that counts; `number` is its record's place in marketing.csv, from 1. */
export interface Flight extends PlannedFlight {
  readonly number: number;
}

export interface Marketing {
  readonly records: readonly FlightRecord[];
  readonly counts: SourceCounts;
  readonly flights: readonly Flight[];
}

export function makeMarketing(days: readonly Day[], ordersPerDay: number, random: Random): Marketing {
  const planned = planFlights(days, ordersPerDay, random).map((flight) =>
    soil(recordOf(flight), flight, flightDirt, random),
  );
  const entries = repeat(planned, repeated.campaigns, random);
  const {counts, records, clean} = settle(entries);
  const flights = clean.map(({about, row}) => ({...about, number: row}));
  return {records, counts, flights};
}

function recordOf({campaign, product, startsOn, endsOn, spend}: PlannedFlight): FlightRecord {
  return {
    campaign_name: campaign.name,
    product_id: product,
    start_date: plainDate(startsOn),
    end_date: plainDate(endsOn),
    spend: centsText(spend),
  };
}

/** For each product, in the assortment's order, its flights on the day, lowest number first. */
export function flightsOn(day: string, flights: readonly Flight[]): Flight[][] {
  const active = flights.filter(({startsOn, endsOn}) => startsOn <= day && day <= endsOn);
  return products.map(({id}) => active.filter(({product}) => product === null || product === id));
}

/** How much better a product sells under these flights, as a factor. */
export function liftOf(flights: readonly Flight[]): number {
  return flights.reduce((lift, {campaign}) => lift * campaign.lift, 1);
}
