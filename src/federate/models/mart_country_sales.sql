-- Revenue, units and orders per country. One row per country; sales without one are gathered under (not given).
-- Reads: mart_orders. Read by: report.
select
    coalesce(country, '(not given)') as country,
    cast(sum(revenue) as decimal(18, 4)) as revenue,
    cast(sum(quantity) as bigint) as units,
    count(distinct order_id) as orders
from mart_orders
group by coalesce(country, '(not given)')
