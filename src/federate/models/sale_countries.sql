-- What the orders of each day and country come to. One row per (ordered_on, country).
-- Kept by: ordered_on (orders). Reads: order_sums. Read by: mart_country_sales.
select
    ordered_on,
    country,
    cast(revenue as decimal(38, 4)) as revenue,
    cast(units as decimal(38, 0)) as units,
    sales
from order_sums
where grain = 'country'
