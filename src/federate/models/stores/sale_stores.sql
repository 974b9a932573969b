-- What the orders of each day and store come to. One row per (ordered_on, store_id); sales without a store have NULL there.
-- Kept by: ordered_on (orders). Reads: orders_to_sum. Read by: store_days.
select
    ordered_on,
    store_id,
    cast(sum(revenue) as decimal(38, 4)) as revenue,
    cast(sum(quantity) as decimal(38, 0)) as units,
    count(*) as sales
from orders_to_sum
group by ordered_on, store_id
