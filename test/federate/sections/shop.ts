import fc from "fast-check";
import type {SectionName} from "../../../src/config/config.ts";
import {federate} from "../../../src/federate/index.ts";
import {silentLog} from "../../../src/lib/log.ts";
import {normalize} from "../../../src/normalize/index.ts";
import type {Warehouse} from "../../../src/store/warehouse.ts";
import {configFor, type RawSource, type RawSources, rawWarehouse} from "../../normalize/fixture.ts";

/** One order line of a generated shop; money in ten-thousandths. */
export interface Line {
  readonly day: number;
  readonly order: number;
  readonly customer: number | null;
  readonly product: number;
  readonly quantity: number;
  readonly price: number | null;
  /** In percent. */
  readonly discount: number | null;
  readonly offer: number | null;
}

export interface Header {
  readonly order: number;
  readonly subtotal: number;
  readonly tax: number | null;
  readonly freight: number | null;
}

export interface Shop {
  readonly lines: readonly Line[];
  readonly headers: readonly Header[];
}

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, {freq: 6});
const line: fc.Arbitrary<Line> = fc.record({
  day: fc.integer({min: 0, max: 89}),
  order: fc.integer({min: 1, max: 60}),
  customer: optional(fc.integer({min: 1, max: 15})),
  product: fc.integer({min: 1, max: 4}),
  quantity: fc.integer({min: -3, max: 6}),
  price: optional(fc.integer({min: 0, max: 900_000})),
  discount: optional(fc.constantFrom(0, 0, 0, 5, 25, 100)),
  offer: optional(fc.integer({min: 1, max: 3})),
});
const amount = fc.integer({min: -50_000, max: 3_000_000});
const header: fc.Arbitrary<Header> = fc.record({
  order: fc.integer({min: 1, max: 70}),
  subtotal: amount,
  tax: optional(amount),
  freight: optional(amount),
});

export const generatedShop: fc.Arbitrary<Shop> = fc.record({
  lines: fc.array(line, {minLength: 1, maxLength: 150, size: "max"}),
  headers: fc.uniqueArray(header, {maxLength: 50, size: "max", selector: ({order}) => order}),
});

const money = (tenThousandths: number | null) => (tenThousandths === null ? "" : (tenThousandths / 10_000).toFixed(4));
const text = (value: number | null, prefix = "") => (value === null ? "" : `${prefix}${value}`);

export function dayOf(day: number): string {
  return new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, "yyyy-mm-dd".length);
}

/** What a line comes to: without a price, of one that nobody was told. */
export function revenueOf({quantity, price, discount}: Line): number {
  return Math.round((quantity * (price ?? 123_400) * (100 - (discount ?? 0))) / 100);
}

export function ordersOf(lines: readonly Line[]): RawSource {
  return {
    header: "sale_id order_id order_date customer product quantity revenue unit_price discount offer_id".split(" "),
    records: lines.map((one, i) => [
      `s${i}`,
      `o${one.order}`,
      dayOf(one.day),
      text(one.customer, "c"),
      `p${one.product}`,
      String(one.quantity),
      money(revenueOf(one)),
      money(one.price),
      one.discount === null ? "" : (one.discount / 100).toFixed(2),
      text(one.offer, "f"),
    ]),
    decimal: ".",
  };
}

export function headersOf(headers: readonly Header[]): RawSource {
  return {
    header: ["order_id", "subtotal", "tax", "freight", "total_due"],
    records: headers.map(({order, subtotal, tax, freight}) => [
      `o${order}`,
      ...[subtotal, tax, freight, subtotal + (tax ?? 0) + (freight ?? 0)].map(money),
    ]),
    decimal: ".",
  };
}

/** Runs normalize and federate with sections on a fresh warehouse and hands it to `look`. */
export async function onSections<T>(
  sources: RawSources,
  sections: readonly SectionName[],
  look: (warehouse: Warehouse, again: () => Promise<void>) => Promise<T>,
): Promise<T> {
  const warehouse = await rawWarehouse(sources);
  const config = {...configFor(sources), sections};
  const context = {warehouse, config, log: silentLog, today: "2024-06-15", folder: "/nowhere"};
  const again = async () => {
    await federate.run(context);
  };
  try {
    await normalize.run(context);
    await again();
    return await look(warehouse, again);
  } finally {
    warehouse.close();
  }
}
