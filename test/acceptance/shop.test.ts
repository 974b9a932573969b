import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parseTruth, writeSample} from "../../src/sample/index.ts";
import type {Truth} from "../../src/sample/truth.ts";
import {daybook} from "../support/program.ts";
import {emptyFolder, removeFolder} from "../support/shop.ts";

/** `DAYBOOK_SHOP=1000000 npm test` makes it that large. */
const orders = Number(process.env.DAYBOOK_SHOP ?? 4000);
/** So many leave little to chance: what is estimated must come as near as that allows. */
const isLarge = orders >= 100_000;

describe(`a whole shop of ${orders} orders`, () => {
  const folder = emptyFolder();
  let truth: Truth;
  beforeAll(async () => {
    await writeSample({orders, seed: 3, folder});
    truth = parseTruth(readFileSync(join(folder, "truth.json"), "utf8"));
    const {code, err} = await daybook([], {cwd: folder});
    expect(code, err).toBe(0);
  }, 1_800_000);
  afterAll(() => removeFolder(folder));

  const latest = (name: string) => join(folder, "outputs/latest", name);
  const table = (name: string): Row[] => parse(readFileSync(latest(`tables/${name}.csv`)), {columns: true});
  const only = (name: string): Row => table(name)[0]!;

  test("records of all fourteen sources are clean, set aside or duplicates as the truth says", () => {
    const {quality} = JSON.parse(readFileSync(latest("report.json"), "utf8"));
    expect(Object.keys(quality).sort()).toEqual(Object.keys(truth.quality).sort());
    for (const [source, {raw, clean, rejected, duplicates}] of Object.entries(truth.quality))
      expect({source, ...quality[source]}).toMatchObject({source, raw, clean, rejected, duplicates});
  });

  test("ten events to an order", () => {
    const ratio = truth.quality.events!.raw / orders;
    expect(Math.abs(ratio - 10)).toBeLessThan(isLarge ? 0.15 : 0.5);
    if (orders >= 1_000_000) expect(ratio).toBeGreaterThanOrEqual(10);
  });

  describe("time", () => {
    test("the hours of the week", () => {
      const found = table("hourly_sales").filter(({units}) => Number(units) !== 0);
      const planted = truth.hours.filter(({units}) => units !== 0);
      expect(
        pick(
          found.map((row) => ({...row, hour: row.hour_of_day!})),
          ["weekday", "hour", "units", "revenue"],
        ),
      ).toEqual(pick(planted, ["weekday", "hour", "units", "revenue"]));
    });

    test("the months and the days are those of the truth", () => {
      const months = new Map<string, number>();
      for (const {day, revenue} of truth.days)
        months.set(`${day.slice(0, 7)}-01`, (months.get(`${day.slice(0, 7)}-01`) ?? 0) + cents(revenue));
      expect(new Map(table("monthly_sales").map(({month, revenue}) => [month, cents(revenue!)]))).toEqual(months);
      const columns = ["day", "orders", "units", "revenue"];
      expect(pick(table("days"), columns)).toEqual(pick(truth.days, columns));
    });
  });

  describe("products, categories and stores", () => {
    test("each category, and what no list names", () => {
      const sold = table("categories").filter(({orders}) => orders !== "0");
      expect(pick(sold, ["category", ...sales])).toEqual(
        pick(named(truth.categories, "category"), ["category", ...sales]),
      );
    });

    test("products on the shelf that nobody buys, and one that is sold and on no list", () => {
      const products = table("products");
      const unsold = products.filter(({orders}) => orders === "0").map(({product_id}) => product_id);
      expect(unsold.sort()).toEqual([...truth.planted.unsold_products].sort());
      expect(find(products, {product_id: truth.planted.unlisted_product})).toMatchObject({
        product_name: "",
        category: "",
      });
    });

    test("each store with its visitors, and what names none", () => {
      const columns = ["store_id", ...sales, "visitors"];
      expect(pick(table("stores"), columns)).toEqual(pick(named(truth.stores, "store_id"), columns));
    });
  });

  describe("stock", () => {
    test("on hand in each place, those with sales or movements alone among them", () => {
      const columns = ["product_id", "store_id", "opening", "received", "sold", "on_hand"];
      expect(pick(table("stock"), columns)).toEqual(pick(truth.stock, columns));
    });

    test("the places that are out are those planted", () => {
      const out = truth.planted.stock_outs.filter(({to}) => to === truth.period.to);
      const found = table("stock").filter(({state, store_id}) => state === "out" && store_id !== "");
      expect(out.length).toBeGreaterThan(0);
      expect(pick(found, places)).toEqual(pick(out, places));
    });

    test("every planted stock-out counts its days", () => {
      const found = table("stock");
      for (const {product_id, store_id, from, to} of truth.planted.stock_outs)
        expect(find(found, {product_id, store_id})).toMatchObject({
          product_id,
          store_id,
          lost_days: String((Date.parse(to) - Date.parse(from)) / 86_400_000 + 1),
        });
    });

    test("what has run down to its reorder point is to be ordered", () => {
      const found = table("stock_products");
      expect(truth.reorder.map(({product_id}) => product_id)).toEqual(truth.planted.low_products);
      for (const {product_id, on_hand} of truth.reorder) {
        expect(find(found, {product_id})).toMatchObject({on_hand: String(on_hand)});
        expect(Number(find(found, {product_id})!.reorder_units)).toBeGreaterThan(0);
      }
    });
  });

  describe("customers", () => {
    test("how many there are, come again and are on no list", () => {
      const {customers, repeaters, repeat_rate, orders, revenue, guest_revenue, unlisted} = truth.customers;
      const found = only("customer_totals");
      expect(found).toMatchObject({
        buyers: String(customers),
        repeat_buyers: String(repeaters),
        orders: String(orders),
      });
      expect(cents(found.revenue!)).toBe(cents(revenue));
      expect(cents(found.revenue_of_unknown!)).toBe(cents(guest_revenue));
      expect(Number(found.repeat_rate)).toBeCloseTo(repeat_rate, 3);
      expect(Number(found.share_of_tenth)).toBeCloseTo(truth.customers.revenue_share_of_best_tenth, 3);
      expect(Number(found.unknown_buyers)).toBeGreaterThanOrEqual(unlisted);
    });

    test("the best customers, their orders and revenue", () => {
      const columns = ["customer_id", "orders", "revenue"];
      const best = table("customers").filter(({place}) => place !== "" && Number(place) <= truth.top_customers.length);
      expect(pick(best, columns)).toEqual(pick(truth.top_customers, columns));
    });

    test("new ones by month", () => {
      const months = new Map<string, number>();
      for (const {day, new: count} of truth.customer_days)
        months.set(`${day.slice(0, 7)}-01`, (months.get(`${day.slice(0, 7)}-01`) ?? 0) + count);
      const found = table("customer_months").map(({month, new_buyers}) => [month, Number(new_buyers)] as const);
      expect(new Map(found)).toEqual(months);
    });

    test("the cohorts", () => {
      const found = table("customer_cohorts").filter(({buyers}) => buyers !== "0");
      const planted = truth.cohorts.map(({cohort, month, customers}) => ({
        cohort: `${cohort}-01`,
        month: `${month}-01`,
        buyers: customers,
      }));
      expect(pick(found, ["cohort", "month", "buyers"])).toEqual(pick(planted, ["cohort", "month", "buyers"]));
    });

    test("the segments part the customers, and the loyal are among the champions", () => {
      const customers = table("customers").filter(({orders}) => orders !== "0");
      const segments = table("customer_segments").filter(({orders}) => orders !== "0");
      expect(segments.reduce((sum, it) => sum + Number(it.customers), 0)).toBe(truth.customers.customers);
      const loyal = customers.filter(({customer_id}) => Number(customer_id!.slice(1)) % 20 === 0);
      expect(loyal).toHaveLength(truth.customer_kinds[0]!.customers);
      expect(loyal.filter(({segment}) => segment === "champions").length / loyal.length).toBeGreaterThan(
        isLarge ? 0.95 : 0.9,
      );
      const once = customers.filter(({customer_id}) => Number(customer_id!.slice(1)) % 20 > 6);
      expect(once.filter(({segment}) => ["champions", "loyal"].includes(segment!))).toEqual([]);
    });
  });

  test("order amounts add up to the headers, and what has none or no lines is counted", () => {
    const headers = table("order_amounts").filter(({has_header}) => has_header === "true");
    const {order_headers} = truth;
    const sums = (column: string) => headers.reduce((sum, row) => sum + cents(row[column] || "0"), 0);
    expect(headers).toHaveLength(order_headers.headers);
    for (const column of ["subtotal", "tax", "freight", "total_due"] as const)
      expect([column, sums(column)]).toEqual([column, cents(order_headers[column])]);
    const without = table("order_amounts").filter(({has_header}) => has_header === "false");
    expect(without.reduce((sum, {lines}) => sum + Number(lines), 0)).toBe(order_headers.lines_without_header);
    expect(headers.filter(({lines}) => lines === "0")).toHaveLength(order_headers.headers_without_lines);
    const differing = headers.filter(({lines, difference}) => lines !== "0" && cents(difference || "0") !== 0);
    expect(differing).toHaveLength(order_headers.headers_that_differ);
  });

  describe.each(["revenue", "units"] as const)("the forecast of %s", (measure) => {
    const ofShop = (rows: readonly Row[]) => rows.filter((row) => row.product_id === "" && row.measure === measure);
    /** What is planted of the days to come, what is foreseen of them, and what the same weekday of the last week was. */
    const daysToCome = () =>
      truth.forecast.map(({day, [measure]: planted}, i) => {
        const {forecast, low, high} = find(ofShop(table("forecast")), {day})!;
        const earlier = truth.days.at((i % 7) - 7)![measure];
        return {planted: Number(planted), own: Number(forecast), low: Number(low), high: Number(high), naive: +earlier};
      });
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

    test("is by a method that was less off than the same day a week earlier", () => {
      const methods = ofShop(table("forecast_methods"));
      const [own, naive] = [find(methods, {place: "1"})!, find(methods, {method: "seasonal_naive"})!];
      expect(Number(own.mase)).toBeLessThan(Number(naive.mase));
      expect(Number(own.smape)).toBeLessThan(Number(naive.smape));
    });

    test("is nearer to what is planted than the same day a week earlier", () => {
      const days = daysToCome();
      const off = sum(days.map(({own, planted}) => Math.abs(own - planted)));
      const naiveOff = sum(days.map(({naive, planted}) => Math.abs(naive - planted)));
      // A small shop is one year old: it cannot know that the rush before Christmas ends with it.
      expect(off / naiveOff).toBeLessThan(isLarge ? 0.6 : 1.5);
    });

    test("has the size of what is planted, and its band holds most days", () => {
      const days = daysToCome();
      const ratio = sum(days.map(({own}) => own)) / sum(days.map(({planted}) => planted));
      expect(ratio).toBeGreaterThan(isLarge ? 0.8 : 0.6);
      expect(ratio).toBeLessThan(isLarge ? 1.25 : 1.6);
      const held = days.filter(({planted, low, high}) => low <= planted && planted <= high);
      expect(held.length / days.length).toBeGreaterThanOrEqual(isLarge ? 0.8 : 0.5);
    });
  });

  describe("the funnel", () => {
    const steps = ["views", "carts", "checkouts", "purchases"];

    test("visits of each day that came to each step, and orders, units and value of the purchases", () => {
      const found = table("funnel");
      expect(pick(found, ["day", ...steps])).toEqual(pick(truth.funnel_days, ["day", ...steps]));
      const {orders, units, value, events} = truth.funnel;
      const sum = (column: string) =>
        found.reduce((total, row) => total + Math.round(100 * Number(row[column])), 0) / 100;
      expect([sum("orders"), sum("units"), sum("value")]).toEqual([orders, units, Number(value)]);
      expect(["view", "cart", "checkout", "purchase"].map((step) => sum(`${step}_events`))).toEqual(
        Object.values(events),
      );
    });

    test("carts left, where it is known", () => {
      const planted = truth.funnel_days.filter(({day}) => day < truth.period.to);
      const found = table("funnel").filter(({day}) => day! < truth.period.to);
      const columns = ["day", "abandoned"];
      expect(
        pick(
          found.map(({day, carts_abandoned}) => ({day, abandoned: carts_abandoned || 0})),
          columns,
        ),
      ).toEqual(pick(planted, columns));
    });

    test("visits of each category and product", () => {
      const categories = ["category", ...steps];
      expect(pick(table("funnel_categories"), categories)).toEqual(
        pick(named(truth.funnel_categories, "category"), categories),
      );
      const products = ["product_id", ...steps];
      expect(pick(table("funnel_products"), products)).toEqual(
        pick(named(truth.funnel_products, "product_id"), products),
      );
    });

    test("the rates are those planted", () => {
      const {cart, checkout, purchase} = truth.planted.funnel_rates;
      const sum = (column: string) => table("funnel").reduce((total, row) => total + Number(row[column]), 0);
      const [views, carts, checkouts, purchases] = steps.map(sum) as [number, number, number, number];
      const near = isLarge ? 0.003 : 0.03;
      expect(Math.abs(carts / views - cart)).toBeLessThan(near);
      expect(Math.abs(checkouts / carts - checkout)).toBeLessThan(near);
      expect(Math.abs(purchases / checkouts - purchase)).toBeLessThan(near);
    });
  });

  describe("returns", () => {
    const columns = ["name", "sold_units", "returns", "returned_units", "returned_value"];
    const sums = ({sold_units, returns, units, value}: Truth["returns"] | Truth["return_products"][number]) => ({
      sold_units,
      returns,
      returned_units: units,
      returned_value: Number(value),
    });
    const level = (name: string) => table("return_rates").filter((row) => row.level === name);

    test("in all, by category and by product", () => {
      expect(pick(level("all"), columns)).toEqual(pick([{name: "all", ...sums(truth.returns)}], columns));
      const categories = truth.return_categories.map(({category, ...rest}) => ({
        name: category ?? "(not given)",
        ...sums({category, ...rest} as never),
      }));
      expect(pick(level("category"), columns)).toEqual(pick(categories, columns));
      const products = truth.return_products.map((it) => ({name: it.product_id, ...sums(it)}));
      expect(pick(level("product"), columns)).toEqual(pick(products, columns));
      expect(only("return_totals")).toMatchObject({matched: String(truth.returns.matched)});
    });

    if (isLarge)
      test("at the rates planted, but for what is yet to come back", () => {
        const {planted, return_products, return_categories} = truth;
        const faulty = find(table("products"), {product_id: planted.faulty_product.product_id})!;
        const ofFaulty = return_products.find((it) => it.product_id === faulty.product_id)!;
        const rates = return_categories
          .filter(({category}) => category !== null && category !== faulty.category)
          .map((it) => ({...it, name: it.category!, level: "category", rate: planted.return_rates[it.category!]!}));
        const own = {...ofFaulty, name: faulty.product_id!, level: "product", rate: planted.faulty_product.return_rate};
        expect(rates.length).toBeGreaterThan(5);
        for (const {name, level, sold_lines, rate} of [...rates, own]) {
          const back = Number(find(table("return_rates"), {level, name})!.returns);
          const [share, chance] = [back / sold_lines / rate, 4 / Math.sqrt(back)];
          expect(share, name).toBeGreaterThan(0.94 - chance);
          expect(share, name).toBeLessThan(1 + chance);
        }
      });

    test("most of the product that is faulty", () => {
      const rated = level("product").filter(({rate}) => rate !== "");
      const worst = rated.toSorted((a, b) => Number(b.rate) - Number(a.rate))[0]!;
      expect(worst.name).toBe(truth.planted.faulty_product.product_id);
    });
  });

  test("discounts by offer, those nobody took and one on no list among them", () => {
    const columns = ["offer_id", "lines", "units", "gross", "discount", "net", "unpriced_net"];
    const planted = truth.offers.map(({offer_id, gross, discount, net, net_unpriced, ...rest}) => ({
      ...rest,
      offer_id: offer_id ?? "(none)",
      gross: cents(gross),
      discount: cents(discount),
      net: cents(net) + cents(net_unpriced),
      unpriced_net: cents(net_unpriced),
    }));
    const money = ["gross", "discount", "net", "unpriced_net"];
    const found = table("offers").map(
      (row): Row => ({...row, ...Object.fromEntries(money.map((name) => [name, String(cents(row[name]!))]))}),
    );
    expect(
      pick(
        found.filter(({lines}) => lines !== "0"),
        columns,
      ),
    ).toEqual(pick(planted, columns));
    const unused = found.filter(({lines}) => lines === "0").map(({offer_id}) => offer_id);
    expect(unused).toContain("COLLECT");
    expect(find(table("offers"), {offer_id: "STAFF"})).toMatchObject({offer_name: ""});
  });

  describe("the lift of the flights", () => {
    const effects = () => new Map(table("flight_effects").map((row) => [row.flight_id, row]));

    test("lies within its interval for nine in ten", () => {
      const found = effects();
      const estimated = truth.lifts.filter(({flight_id}) => found.get(flight_id)!.lift !== "");
      const inside = estimated.filter(({flight_id, lift}) => {
        const {lift_low, lift_high} = found.get(flight_id)!;
        return Number(lift_low) <= lift - 1 && lift - 1 <= Number(lift_high);
      });
      // In a small shop most flights sell too little to say anything.
      expect(estimated.length).toBeGreaterThan((isLarge ? 0.98 : 0.2) * truth.lifts.length);
      expect(inside.length / (isLarge ? truth.lifts : estimated).length).toBeGreaterThanOrEqual(0.9);
    });

    if (isLarge)
      test("is that of its campaign on average, and the intervals tell it from nothing", () => {
        const found = effects();
        const sold = truth.lifts.filter(({flight_id, units}) => units > 0 && found.get(flight_id)!.lift !== "");
        const clear = sold.filter(({flight_id}) => Number(found.get(flight_id)!.lift_low) > 0);
        expect(clear.length / sold.length).toBeGreaterThan(orders >= 1_000_000 ? 0.9 : 0.5);
        const ratios = sold.map(({flight_id, lift}) => (1 + Number(found.get(flight_id)!.lift)) / lift);
        expect(Math.abs(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length)).toBeLessThan(0.05);
      });
  });

  test("what each campaign costs", () => {
    const columns = ["campaign_name", "flights", "orders", "attributed_revenue", "spend"];
    expect(pick(table("campaign_sales"), columns)).toEqual(pick(truth.campaigns, columns));
  });
});

const sales = ["orders", "units", "revenue"];
const places = ["product_id", "store_id"];

type Row = Readonly<Record<string, string>>;

/** Records of a truth with what has no name called so. */
function named<T extends object>(records: readonly T[], column: keyof T): T[] {
  return records.map((record) => ({...record, [column]: record[column] ?? "(not given)"}));
}

function find(rows: readonly Row[], wanted: Row): Row | undefined {
  return rows.find((row) => Object.entries(wanted).every(([column, value]) => row[column] === value));
}

/** The columns of each record as texts, missing as "", in one order. */
function pick(records: readonly object[], columns: readonly string[]): string[] {
  return records
    .map((record) => columns.map((column) => String((record as Record<string, unknown>)[column] ?? "")).join(" | "))
    .sort();
}

/** Of a decimal text, which may have more digits. */
function cents(money: string): number {
  return Math.round(Number(money) * 100);
}
