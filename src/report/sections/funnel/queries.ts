/** How many lines the tables have. */
export const places = 15;
/** Fewer visits of a product say nothing of what it lacks. */
export const leastVisits = 100;

export const funnelQueries = {
  total: `select count(*) as days, min(day) as first_day, max(day) as last_day, sum(visits) as visits, sum(carts) as carts,
      sum(checkouts) as checkouts, sum(purchases) as purchases, coalesce(sum(carts_decided), 0) as carts_decided,
      coalesce(sum(carts_abandoned), 0) as carts_abandoned, sum(orders) as orders, sum(orders_valued) as orders_valued,
      sum(value) as value, sum(units) as units, sum(view_events + cart_events) as wanting_events,
      sum(events_of_nobody) as events_of_nobody
    from mart_funnel`,
  traffic: `select coalesce(sum(funnel.visits), 0) as visits, sum(daily.sessions) as sessions
    from mart_funnel as funnel
    join mart_daily_sales as daily on daily.day = funnel.day and daily.sessions is not null`,
  recent: `select day, visits, carts, checkouts, purchases, conversion, abandonment from mart_funnel cross join mart_period
    where day > as_of - 56 order by day`,
  products: `select product_id, product_name, category, visits, carts, checkouts, purchases, cart_rate, conversion, units, demand_pressure
    from mart_funnel_products where product_id <> '(not given)' order by visits desc, product_id limit ${places}`,
  unbought: `select count(*) as products from mart_funnel_products
    where product_id <> '(not given)' and visits >= ${leastVisits} and purchases = 0`,
  wanted: `select product_id, product_name, category, visits, carts, checkouts, purchases, cart_rate, conversion, units, demand_pressure
    from mart_funnel_products where product_id <> '(not given)' and visits >= ${leastVisits} and purchases is not null
    order by demand_pressure desc nulls first, visits desc, product_id limit 10`,
  categories: `select category, visits, carts, checkouts, purchases, cart_rate, conversion, units, demand_pressure
    from mart_funnel_categories where category <> '(not given)' order by visits desc, category limit ${places}`,
} as const;
