-- The days and keys on which flights are matched: which flights apply to a sale depends on nothing else. Keys that no
-- flight carries are left NULL. One row per cell_id.
-- Reads: clean_orders, keys_in_use, mart_period. Read by: cell_flights, sale_units.
with cells as (
    select distinct
        orders.ordered_on,
        case when keys_in_use.by_product then orders.product_id end as product_id,
        case when keys_in_use.by_customer then orders.customer_id end as customer_id,
        case when keys_in_use.by_store then orders.store_id end as store_id,
        case when keys_in_use.by_country then orders.country end as country
    from clean_orders as orders
    join mart_period on orders.ordered_on between mart_period.first_day and mart_period.as_of
    cross join keys_in_use
)

select
    row_number() over (order by ordered_on, product_id, customer_id, store_id, country) as cell_id,
    cells.*
from cells
