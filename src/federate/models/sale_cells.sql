-- The days and keys on which flights are matched, with what their orders come to. Keys that no flight carries are NULL, the
-- product is always told apart. One row per cell_id; ids go by the day, so that each day's can be made alone.
-- Kept by: ordered_on (orders). Reads: order_sums. Read by: cells_to_attribute, mart_product_sales, mart_totals, mart_joins, the audits.
select
    10000000000 * date_diff('day', date '1970-01-01', ordered_on)
        + row_number() over (partition by ordered_on order by product_id, customer_id, store_id, country) as cell_id,
    ordered_on,
    product_id,
    customer_id,
    store_id,
    country,
    cast(revenue as decimal(38, 4)) as revenue,
    cast(units as decimal(38, 0)) as units,
    sales
from order_sums
where grain = 'cell'
