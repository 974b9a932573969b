import {products} from "./assortment.ts";
import {countIn, noCounts} from "./counts.ts";
import type {Flight} from "./flights.ts";
import {splitCents} from "./money.ts";
import type {Order, OrderEntry} from "./orders.ts";
import {at, type CleanLine, SalesSums, SumsBy} from "./sums.ts";

interface CampaignSums {
  readonly lift: number;
  flights: number;
  spend: number;
  readonly sales: SalesSums;
  credits: number;
  attributed: number;
  fullCredit: number;
}

/** Adds orders up one by one, with nothing but whole numbers; its size does not grow with them. */
export class SalesTally {
  readonly counts = noCounts();
  readonly total = new SalesSums();
  readonly attributed = new SalesSums();
  readonly byDay = new SumsBy<string>();
  readonly byCountry = new SumsBy<string | null>();
  readonly byProduct = new SumsBy<string>();
  readonly byCategory = new SumsBy<string | null>();
  readonly byStore = new SumsBy<string | null>();
  /** `<ISO weekday> <hour>`. */
  readonly byHour = new SumsBy<string>();
  readonly byCampaign = new Map<string, CampaignSums>();
  /** Units of each product on each day: `day * products.length + product`. */
  readonly unitsOnDay: Int32Array;

  constructor(
    days: number,
    flights: readonly Flight[],
    private readonly categories: ReadonlyMap<number, string | null>,
  ) {
    this.unitsOnDay = new Int32Array(days * products.length);
    for (const {campaign, spend} of flights) {
      const sums = at(this.byCampaign, campaign.name, () => noCampaignSums(campaign.lift));
      sums.flights++;
      sums.spend += spend;
    }
  }

  add(order: Order): void {
    for (const line of order.lines) if (countIn(this.counts, line.fault)) this.addLine(order, line);
  }

  private addLine({id, demand: {day, flights}, second}: Order, {record, about}: OrderEntry): void {
    const line = {order: id, cents: about.cents, units: Number(record.quantity ?? 0)};
    this.total.add(line);
    this.byDay.add(day.iso, line);
    this.byCountry.add(countryOf(record.country), line);
    this.byProduct.add(String(record.product_id), line);
    this.byCategory.add(this.categories.get(record.product_id) ?? null, line);
    this.byStore.add(record.store_id, line);
    this.byHour.add(`${day.weekday + 1} ${Math.floor(second / 3600)}`, line);
    this.unitsOnDay[day.index * products.length + about.product]! += line.units;
    this.credit(flights[about.product]!, line);
  }

  private credit(flights: readonly Flight[], line: CleanLine): void {
    if (flights.length === 0) return;
    this.attributed.add(line);
    const parts = splitCents(line.cents, flights.length);
    for (const [i, {campaign}] of flights.entries()) {
      const sums = this.byCampaign.get(campaign.name)!;
      sums.credits++;
      sums.attributed += parts[i]!;
      sums.fullCredit += line.cents;
      sums.sales.add(line);
    }
  }
}

function noCampaignSums(lift: number): CampaignSums {
  return {lift, flights: 0, spend: 0, sales: new SalesSums(), credits: 0, attributed: 0, fullCredit: 0};
}

function countryOf(written: string): string | null {
  return written.normalize("NFC").trim() || null;
}
