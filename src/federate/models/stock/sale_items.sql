-- What the orders of each day, store and product come to. One row per (ordered_on, store_id, product_id); sales without a product are left out.
-- Kept by: ordered_on (orders). Reads: orders_to_sum. Read by: stock_grain, stock_days, the audits.
select
    ordered_on,
    store_id,
    product_id,
    cast(sum(quantity) as bigint) as units,
    count(*) as sales
from orders_to_sum
where product_id is not null
group by ordered_on, store_id, product_id
