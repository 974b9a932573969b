-- What the lines of each order come to, day by day. One row per (ordered_on, order_id).
-- Kept by: ordered_on (orders). Needs: order_headers. Reads: orders_to_sum. Read by: mart_order_amounts.
select
    ordered_on,
    cast(order_id as varchar) as order_id,
    cast(sum(revenue) as decimal(38, 4)) as revenue,
    count(*) as lines
from orders_to_sum
group by ordered_on, cast(order_id as varchar)
