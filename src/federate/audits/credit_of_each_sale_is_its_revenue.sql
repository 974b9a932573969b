-- The credits of a sale sum to its revenue to the last digit, under every model that conserves it.
-- Reads: mart_period, mart_orders.
select orders.sale_id, orders.revenue, orders.attributed_revenue, orders.active_flights
from mart_orders as orders
cross join mart_period
where mart_period.attribution <> 'any_touch'
    and orders.attributed_revenue <> case when orders.active_flights > 0 then orders.revenue else 0 end
