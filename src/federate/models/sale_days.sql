-- What the orders of each day come to, summed by country; products and cells are summed apart from it and held against it.
-- One row per ordered_on.
-- Kept by: ordered_on (orders). Reads: order_sums. Read by: mart_period, mart_daily_sales, mart_totals, mart_joins, the audits.
select
    ordered_on,
    cast(sum(revenue) as decimal(38, 4)) as revenue,
    cast(sum(units) as decimal(38, 0)) as units,
    cast(sum(quantities) as bigint) as quantities,
    cast(sum(sales) as bigint) as sales
from order_sums
where grain = 'country'
group by ordered_on
