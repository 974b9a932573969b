import type {Section} from "../section.ts";
import {type Region, regionTable} from "./stores/regions.ts";
import {type Spread, type Store, silentSentences, storeSentences, storeTable} from "./stores/stores.ts";

/** How many lines a table has. */
const places = 30;

export const stores: Section = {
  title: "Stores",
  mart: "mart_stores",
  queries: {
    stores: `select store_id, coalesce(store_name, store_id) as name, region, place, ties, revenue, share, units, orders,
        visitors, days_counted, revenue_per_visitor, change_28
      from mart_stores order by case when place is null then 1 else 0 end, place, store_id limit ${places}`,
    spread: `select count(*) as stores, count(case when revenue = 0 and orders = 0 then 1 end) as unsold,
        count(case when last_sold_on = mart_period.as_of then 1 end) as sold_today
      from mart_stores cross join mart_period where place is not null`,
    silent: `select coalesce(store_name, store_id) as name from mart_stores cross join mart_period
      where place is not null and weekdays_sold = 8 and last_sold_on < mart_period.as_of
      order by place, store_id limit 3`,
    best: `select coalesce(store_name, store_id) as name, revenue_per_visitor, visitors, days_counted from mart_stores
      where revenue_per_visitor is not null order by revenue_per_visitor desc, store_id limit 1`,
    worst: `select coalesce(store_name, store_id) as name, revenue_per_visitor, visitors, days_counted from mart_stores
      where revenue_per_visitor is not null order by revenue_per_visitor, store_id desc limit 1`,
    regions: `select region, place, ties, stores, revenue, share, orders, visitors, revenue_per_visitor from mart_regions
      order by case when place is null then 1 else 0 end, place, region limit ${places}`,
  },
  compose(facts, {as_of, formats}) {
    const rowsOf = <T>(name: string) => (facts[name] ?? []) as unknown as readonly T[];
    const shown = rowsOf<Store>("stores");
    const [spread] = rowsOf<Spread>("spread");
    if (!spread || spread.stores === 0) return undefined;
    const [best, worst] = [rowsOf<Store>("best")[0], rowsOf<Store>("worst")[0]];
    const blocks = [storeTable(shown, spread, formats), regionTable(rowsOf<Region>("regions"))];
    return {
      findings: storeSentences(shown, {spread, best, worst}, formats),
      today: silentSentences(rowsOf<Store>("silent"), spread, as_of, formats),
      blocks: blocks.filter(({rows}) => rows.length > 0),
    };
  },
};
