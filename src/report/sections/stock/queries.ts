/** How many lines the tables have. */
export const places = 15;
/** After so many days without a sale, what is there is called idle. */
export const idleDays = 90;
/** What ran out longer ago is no longer missed every morning. */
const missedDays = 28;

const sinceLast = `select as_of, as_of - ${missedDays} as missed_from, as_of - ${idleDays} as idle_from, first_day from mart_period`;

export const stockQueries = {
  spread: `with period as (${sinceLast})
    select count(*) as products, count(*) filter (where state = 'out' and not is_doubtful) as "out",
      count(*) filter (where state = 'low' and not is_doubtful) as low, count(*) filter (where is_doubtful) as doubtful,
      sum(units_there) as units, sum(sold) filter (where sell_through is not null) as sold,
      sum(received) filter (where sell_through is not null) as received, sum(value_at_cost) as value,
      count(*) filter (where reorder_units > 0 and not is_doubtful) as to_order,
      count(*) filter (where reorder_units is not null and not is_doubtful) as orderable,
      count(*) filter (where units_there > 0 and first_day <= idle_from and coalesce(last_sold_on, first_day) <= idle_from) as idle,
      sum(value_at_cost) filter (where units_there > 0 and first_day <= idle_from and coalesce(last_sold_on, first_day) <= idle_from) as idle_value
    from mart_stock_products cross join period`,
  doubts: `select count(distinct product_id) filter (where state = 'not tracked'
        and product_id not in (select product_id from mart_stock_products)) as untracked,
      coalesce(sum(corrected) filter (where state <> 'not tracked' and opening + received > 0), 0) as corrected
    from mart_stock`,
  next: `with period as (${sinceLast})
    select product_id, product_name, category, state, units_there, daily_demand, days_of_cover, lead_time_days, reorder_units,
      last_open_on
    from mart_stock_products cross join period
    where daily_demand > 0 and not is_doubtful and (state <> 'out' or last_open_on >= missed_from)
      and days_of_cover <= 365
    order by days_of_cover, daily_demand desc, product_id limit ${places}`,
  forecast: `select sums.product_id, cast(sums.forecast as double) as units from mart_forecast_sums as sums
    join mart_period on sums.made_on = mart_period.as_of
    where sums.product_id is not null and sums.measure = 'units' and sums.days = 14`,
  urgent: `with period as (${sinceLast})
    select count(*) filter (where state = 'out') as "out",
      count(*) filter (where state <> 'out' and days_of_cover < lead_time_days) as late
    from mart_stock_products cross join period
    where daily_demand > 0 and not is_doubtful and (state <> 'out' or last_open_on >= missed_from)`,
  late: `select product_id, product_name, category, state, units_there, daily_demand, days_of_cover, lead_time_days, reorder_units,
      last_open_on
    from mart_stock_products
    where daily_demand > 0 and not is_doubtful and state <> 'out' and days_of_cover < lead_time_days
    order by days_of_cover - lead_time_days, product_id limit 3`,
  losses: `select store_id, store_name, product_id, product_name, lost_days, lost_units, last_open_on
    from mart_stock where lost_days > 0 and not is_doubtful and coalesce(lost_units >= 0.05, true)
    order by lost_units desc nulls last, lost_days desc, product_id, store_id limit ${places}`,
  gone: `select places.product_id, places.product_name, places.store_id, places.store_name, count(*) over () as places
    from mart_stock as places join mart_stock_products as products on products.product_id = places.product_id
    where places.state = 'out' and places.store_id is not null and places.lost_days > 0 and not places.is_doubtful
      and products.state <> 'out'
    order by places.lost_units desc nulls last, places.product_id, places.store_id limit 3`,
  lost: `select coalesce(sum(lost_days), 0) as days, coalesce(sum(lost_units), 0) as units,
      count(distinct product_id) as products from mart_stock where lost_days > 0 and not is_doubtful`,
  stores: `select store_id, max(store_name) as store_name, count(*) as products, count(*) filter (where state = 'in stock') as in_stock,
      count(*) filter (where state = 'low') as low, count(*) filter (where state = 'out' and not is_doubtful) as "out",
      sum(greatest(on_hand, 0)) as units, coalesce(sum(lost_days), 0) as lost_days
    from mart_stock where state <> 'not tracked' and store_id is not null
    group by store_id order by "out" desc, low desc, store_id limit ${places}`,
} as const;
