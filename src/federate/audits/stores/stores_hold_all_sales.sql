-- Revenue and units of the stores are those of all sales, and as many orders at least as there are; and no store is there twice.
-- Reads: mart_stores, mart_totals.
select stores.*, totals.*
from (
    select
        sum(revenue) as revenue,
        coalesce(sum(units), 0) as units,
        sum(orders) as orders,
        count(*) - count(distinct store_id) as repeated
    from mart_stores
) as stores
cross join (select revenue as sold_revenue, units as sold_units, orders as all_orders, sales as all_sales from mart_totals) as totals
where revenue <> sold_revenue
    or units <> sold_units
    or orders not between all_orders and all_sales
    or repeated > 0
