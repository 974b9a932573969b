-- Revenue, units and orders per product. One row per product_id; sales without one are gathered under (not given).
-- Reads: mart_orders. Read by: report.
select
    coalesce(product_id, '(not given)') as product_id,
    cast(sum(revenue) as decimal(18, 4)) as revenue,
    cast(sum(quantity) as bigint) as units,
    count(distinct order_id) as orders
from mart_orders
group by coalesce(product_id, '(not given)')
