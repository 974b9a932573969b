import fc from "fast-check";
import {expect, test} from "vitest";
import type {RawSource, RawSources} from "../../normalize/fixture.ts";
import {runs} from "../../support/runs.ts";
import {dayOf, onSections} from "./shop.ts";

const kinds = ["view", "cart", "checkout", "purchase"] as const;

interface Event {
  readonly day: number;
  readonly hour: number;
  readonly kind: (typeof kinds)[number];
  /** 0: none. */
  readonly session: number;
  /** 0: none. */
  readonly user: number;
  /** 0: none. */
  readonly product: number;
  readonly units: number;
}

const lastDay = 5;
const event: fc.Arbitrary<Event> = fc.record({
  day: fc.integer({min: 0, max: lastDay + 1}),
  hour: fc.integer({min: 0, max: 23}),
  kind: fc.constantFrom("view", "view", "cart", "cart", "checkout", "purchase"),
  session: fc.integer({min: 0, max: 12}),
  user: fc.integer({min: 0, max: 5}),
  product: fc.integer({min: 0, max: 3}),
  units: fc.integer({min: 1, max: 3}),
});

const idOf = (prefix: string, number: number) => (number === 0 ? "" : `${prefix}${number}`);

function eventsOf(events: readonly Event[]): RawSource {
  return {
    header: "event_id event_time event_type session_id user_id product_id quantity amount".split(" "),
    records: events.map(({day, hour, kind, session, user, product, units}, i) => [
      `e${i}`,
      `${dayOf(day)} ${String(hour).padStart(2, "0")}:00:00`,
      kind,
      idOf("s", session),
      idOf("u", user),
      idOf("p", product),
      String(units),
      kind === "purchase" ? (10 * units).toFixed(2) : "",
    ]),
    decimal: ".",
  };
}

function sourcesOf(events: readonly Event[]): RawSources {
  return {
    orders: {
      header: ["order_date", "revenue"],
      records: Array.from({length: lastDay + 1}, (_, day) => [dayOf(day), "1.00"]),
      decimal: ".",
    },
    products: {
      header: ["product_id", "category"],
      records: [
        ["p1", "Tea"],
        ["p2", "Tea"],
      ],
    },
    events: eventsOf(events),
  };
}

const categories: Readonly<Record<string, string>> = {p1: "Tea", p2: "Tea"};
const productOf = ({product}: Event) => idOf("p", product) || "(not given)";
const categoryOf = (one: Event) => categories[productOf(one)] ?? "(not given)";

/** Whose visit an event is of. */
function visitOf({session, user, day}: Event): string | undefined {
  if (session > 0) return `s${session}`;
  return user > 0 ? `u${user} ${day}` : undefined;
}

/** How many visits reached each step, as the definition says; of all, or by a name of each event. */
function counted(events: readonly Event[], nameOf: (one: Event, began: number) => string) {
  const began = new Map<string, number>();
  for (const one of events) {
    const visit = visitOf(one);
    if (visit) began.set(visit, Math.min(one.day, began.get(visit) ?? one.day));
  }
  const reached = new Map<string, Map<string, number>>();
  for (const one of events) {
    const visit = visitOf(one);
    const name = nameOf(one, visit ? began.get(visit)! : one.day);
    const visits = reached.get(name) ?? new Map<string, number>();
    reached.set(name, visits);
    if (visit) visits.set(visit, Math.max(kinds.indexOf(one.kind), visits.get(visit) ?? 0));
  }
  const atLeast = (visits: Map<string, number>, step: number) =>
    [...visits.values()].filter((one) => one >= step).length;
  return Object.fromEntries(
    [...reached].map(([name, visits]) => [name, kinds.map((_, step) => atLeast(visits, step))]),
  );
}

type Steps = Record<"views" | "carts" | "checkouts" | "purchases", number | null>;
const stepsOf = ({views, carts, checkouts, purchases}: Steps) => [views, carts, checkouts, purchases];

/** Steps of which there is no event at all are not known. */
function measured(counts: Record<string, number[]>, events: readonly Event[]): Record<string, (number | null)[]> {
  const isKnown = kinds.map((kind) => events.some((one) => one.kind === kind));
  return Object.fromEntries(
    Object.entries(counts).map(([name, steps]) => [name, steps.map((step, i) => (isKnown[i] ? step : null))]),
  );
}

test("visits reach the steps that they do by definition, by day, product and category", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, {minLength: 1, maxLength: 120, size: "max"}), async (all) => {
      const events = all.filter(({day}) => day <= lastDay);
      await onSections(sourcesOf(all), ["funnel"], async (warehouse) => {
        const found = async (mart: string, name: string) => {
          const rows = await warehouse.rows<Steps & {name: string}>(
            `select cast(${name} as varchar) as name, * from ${mart}`,
          );
          return Object.fromEntries(rows.map((row) => [row.name, stepsOf(row)]));
        };
        const named = events.filter(({product}) => product > 0);
        expect(await found("mart_funnel", "day")).toEqual(
          measured(
            {
              ...Object.fromEntries(events.map(({day}) => [dayOf(day), [0, 0, 0, 0]])),
              ...counted(
                events.filter((one) => visitOf(one)),
                (_, began) => dayOf(began),
              ),
            },
            events,
          ),
        );
        expect(await found("mart_funnel_products", "product_id")).toEqual(measured(counted(events, productOf), named));
        expect(await found("mart_funnel_categories", "category")).toEqual(measured(counted(events, categoryOf), named));
        for (const mart of ["mart_funnel", "mart_funnel_products", "mart_funnel_categories"]) {
          const rates = await warehouse.rows<Record<string, number | null>>(
            `select cart_rate, checkout_rate, purchase_rate, conversion from ${mart}`,
          );
          for (const rate of rates.flatMap((row) => Object.values(row)).filter((value) => value !== null)) {
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(1);
          }
        }
      });
    }),
    {numRuns: runs(4)},
  );
});

/** The carts of all visits whose 24 hours have passed, and how many of them nothing was bought of. */
function fates(events: readonly Event[]): {decided: number; abandoned: number} {
  const at = ({day, hour}: Event) => 24 * day + hour;
  const carts = new Map<string, {at: number; user: number}>();
  for (const one of events.filter(({kind}) => kind === "cart")) {
    const visit = visitOf(one);
    if (!visit) continue;
    const known = carts.get(visit);
    carts.set(visit, {at: Math.min(at(one), known?.at ?? at(one)), user: Math.max(one.user, known?.user ?? 0)});
  }
  const purchases = events.filter(({kind}) => kind === "purchase");
  const decided = [...carts].filter(([, cart]) => cart.at + 24 <= 24 * (lastDay + 1));
  const abandoned = decided.filter(
    ([visit, cart]) =>
      !purchases.some(
        (one) =>
          at(one) >= cart.at &&
          at(one) < cart.at + 24 &&
          (visitOf(one) === visit || (cart.user > 0 && one.user === cart.user)),
      ),
  );
  return {decided: decided.length, abandoned: abandoned.length};
}

test("carts are abandoned by those who buy nothing within a day; units and value are conserved", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, {minLength: 1, maxLength: 100, size: "max"}), async (all) => {
      const events = all.filter(({day}) => day <= lastDay);
      const purchases = events.filter(({kind}) => kind === "purchase");
      const units = purchases.reduce((total, one) => total + one.units, 0);
      await onSections(sourcesOf(all), ["funnel"], async (warehouse) => {
        expect(
          await warehouse.row(`select cast(coalesce(sum(carts_decided), 0) as bigint) as decided,
            cast(coalesce(sum(carts_abandoned), 0) as bigint) as abandoned from mart_funnel`),
        ).toEqual(fates(events));
        for (const mart of ["mart_funnel", "mart_funnel_products", "mart_funnel_categories"])
          expect(
            await warehouse.row(`select cast(coalesce(sum(units), 0) as bigint) as units,
              cast(coalesce(sum(value), 0) as bigint) as value from ${mart}`),
          ).toEqual({units, value: 10 * units});
      });
    }),
    {numRuns: runs(3)},
  );
});

const one = {hour: 23, session: 1, user: 0, product: 1, units: 2};
const aroundMidnight: Event[] = [
  {...one, day: 1, kind: "view"},
  {...one, day: 2, kind: "cart", hour: 0},
  {...one, day: 2, kind: "purchase", hour: 1},
  {...one, day: 2, kind: "view", session: 2, product: 3},
];
const days =
  "select day, views, carts, checkouts, purchases, average_order_value, demand_pressure from mart_funnel order by day";

test("a session that lasts beyond midnight counts on the day it began, what it bought on the day it did", async () => {
  await onSections(sourcesOf(aroundMidnight), ["funnel"], async (warehouse) => {
    const none = {checkouts: null, average_order_value: null, demand_pressure: null};
    expect(await warehouse.rows(days)).toEqual([
      {...none, day: dayOf(1), views: 1, carts: 1, purchases: 1},
      {...none, day: dayOf(2), views: 1, carts: 0, purchases: 0, average_order_value: "20.0000", demand_pressure: 1},
    ]);
  });
});

test("of an order with an event for each line the value is that of all of them, and its average counts it once", async () => {
  const sources = sourcesOf(aroundMidnight);
  const header = [...sources.events!.header, "order_id"];
  const records = ["p1", "p2"].map((product, i) => [
    `e${i}`,
    `${dayOf(1)} 10:00:00`,
    "purchase",
    "s1",
    "",
    product,
    "1",
    "15.00",
    "o1",
  ]);
  await onSections({...sources, events: {header, records, decimal: "."}}, ["funnel"], async (warehouse) => {
    expect(await warehouse.rows("select orders, value, average_order_value from mart_funnel")).toEqual([
      {orders: 1, value: "30.0000", average_order_value: "30.0000"},
    ]);
  });
});

test("an event that comes again is counted once, and one that says otherwise is set aside", async () => {
  const sources = sourcesOf(aroundMidnight);
  const [first, second] = eventsOf(aroundMidnight).records as [string[], string[]];
  const events = {...sources.events!, records: [first, second, first, second.with(2, "view")]};
  await onSections({...sources, events}, ["funnel"], async (warehouse) => {
    expect(await warehouse.row("select sum(view_events) as views, sum(cart_events) as carts from mart_funnel")).toEqual(
      {
        views: 1,
        carts: 1,
      },
    );
    expect(
      await warehouse.rows("select clean, rejected, duplicates from clean_counts where source = 'events'"),
    ).toEqual([{clean: 2, rejected: 1, duplicates: 1}]);
  });
});

/** Everything that is kept of events and made of it. */
async function everything(warehouse: {rows(sql: string): Promise<object[]>}): Promise<string[]> {
  const marts = ["mart_funnel", "mart_funnel_products", "mart_funnel_categories"];
  const rows = await Promise.all(marts.map((mart) => warehouse.rows(`select * from ${mart} order by all`)));
  return rows.flat().map((row) => JSON.stringify(row));
}

test("after events of some days changed, the marts are those of a fresh run", async () => {
  const shops = fc.record({
    before: fc.array(event, {minLength: 20, maxLength: 60, size: "max"}),
    gone: fc.integer({min: 0, max: lastDay}),
    moved: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(shops, async ({before, gone, moved}) => {
      const left = before.filter(({day, session}) => day !== gone || session % 2 === 1);
      const fresh = left.length > 0 ? await onSections(sourcesOf(left), ["funnel"], everything) : undefined;
      if (!fresh) return;
      await onSections(sourcesOf(before), ["funnel"], async (warehouse, again) => {
        await warehouse.run("create table changed as select * from clean_events; drop view clean_events");
        await warehouse.run(`alter table changed rename to clean_events;
          delete from clean_events where happened_on = date '${dayOf(gone)}'
            and coalesce(cast(substr(session_id, 2) as integer), 0) % 2 = 0;
          insert into touched_days values ('events', date '${dayOf(gone)}');
          update clean_counts set raw = (select count(*) from clean_events), clean = (select count(*) from clean_events)
            where source = 'events'`);
        if (moved) {
          // All in other categories, and back.
          await warehouse.run("create table wares as select * from clean_products; drop view clean_products");
          await warehouse.run(
            "alter table wares rename to clean_products; update clean_products set category = 'Other'",
          );
          await again();
          await warehouse.run("update clean_products set category = 'Tea'");
        }
        await again();
        expect(await everything(warehouse)).toEqual(fresh);
      });
    }),
    {numRuns: runs(2)},
  );
});
