import {products} from "./assortment.ts";
import {countIn, noCounts} from "./counts.ts";
import type {Demand} from "./demand.ts";
import type {Flight} from "./flights.ts";
import {splitCents} from "./money.ts";
import type {OrderEntry} from "./orders.ts";

/** Sales added up. Money in whole cents. */
export interface Sums {
  orders: number;
  units: number;
  cents: number;
}

interface CampaignSums {
  lift: number;
  flights: number;
  orders: number;
  credits: number;
  attributed: number;
  fullCredit: number;
}

/** Adds orders up one by one, with nothing but whole numbers; its size does not grow with them. */
export class SalesTally {
  readonly counts = noCounts();
  readonly total = noSums();
  readonly attributed = noSums();
  readonly byDay = new Map<string, Sums>();
  readonly byCountry = new Map<string | null, Sums>();
  readonly byProduct = new Map<string, Sums>();
  readonly byCampaign = new Map<string, CampaignSums>();

  constructor(
    private readonly demand: readonly Demand[],
    flights: readonly Flight[],
  ) {
    for (const {campaign} of flights) {
      const sums = {lift: campaign.lift, flights: 0, orders: 0, credits: 0, attributed: 0, fullCredit: 0};
      at(this.byCampaign, campaign.name, () => sums).flights++;
    }
  }

  add({record, about, fault}: OrderEntry): void {
    if (!countIn(this.counts, fault)) return;
    const {day, flights} = this.demand[about.day]!;
    const sale = {cents: about.cents, units: Number(record.quantity ?? 0)};
    addTo(this.total, sale);
    addTo(at(this.byDay, day.iso, noSums), sale);
    addTo(at(this.byCountry, countryOf(record.country), noSums), sale);
    addTo(at(this.byProduct, String(products[about.product]!.id), noSums), sale);
    this.credit(flights[about.product]!, sale);
  }

  private credit(flights: readonly Flight[], sale: {cents: number; units: number}): void {
    if (flights.length === 0) return;
    addTo(this.attributed, sale);
    const parts = splitCents(sale.cents, flights.length);
    const names = flights.map(({campaign}) => campaign.name);
    for (const [i, name] of names.entries()) {
      const sums = this.byCampaign.get(name)!;
      sums.credits++;
      sums.attributed += parts[i]!;
      sums.fullCredit += sale.cents;
      if (names.indexOf(name) === i) sums.orders++;
    }
  }
}

function noSums(): Sums {
  return {orders: 0, units: 0, cents: 0};
}

function addTo(sums: Sums, {cents, units}: {cents: number; units: number}): void {
  sums.orders++;
  sums.units += units;
  sums.cents += cents;
}

function countryOf(written: string): string | null {
  return written.normalize("NFC").trim() || null;
}

function at<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
