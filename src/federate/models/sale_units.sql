-- Each sale with its cell and line-up, where any flight applies to it, and its revenue in whole units (cents, or ten-thousandths where
-- the revenue has any), with what a division by the line-up's total weight leaves: the wholes are split exactly by weight, only
-- the residue needs rounding. A view. One row per sale_id. Joins: clean_orders n:1 matched_cells.
-- Reads: clean_orders, keys_in_use, matched_cells. Read by: sales_to_class, mart_orders, mart_attribution.
with matched as (
    select
        orders.sale_id,
        orders.order_id,
        orders.ordered_on,
        orders.ordered_at,
        orders.product_id,
        orders.customer_id,
        orders.store_id,
        orders.country,
        orders.quantity,
        orders.revenue,
        orders."row",
        cells.cell_id,
        cells.lineup_id,
        cells.active_flights,
        cells.total_weight,
        case when mod(orders.revenue, 0.01) = 0 then 100 else 10000 end as units_in_one
    from clean_orders as orders
    cross join keys_in_use
    left join matched_cells as cells
        on cells.ordered_on = orders.ordered_on
        and cells.product_id is not distinct from orders.product_id
        and cells.customer_id is not distinct from case when keys_in_use.by_customer then orders.customer_id end
        and cells.store_id is not distinct from case when keys_in_use.by_store then orders.store_id end
        and cells.country is not distinct from case when keys_in_use.by_country then orders.country end
),

counted as (
    select
        matched.*,
        case when units_in_one = 100 then 0.0100 else 0.0001 end as unit,
        -- The product is whole, so that a double holds it exactly or so nearly that the nearest whole number is it.
        cast(cast(abs(revenue) as double) * units_in_one as bigint) as units
    from matched
)

select
    sale_id,
    order_id,
    ordered_on,
    ordered_at,
    product_id,
    customer_id,
    store_id,
    country,
    quantity,
    revenue,
    "row",
    cell_id,
    lineup_id,
    active_flights,
    total_weight,
    case when revenue < 0 then -unit else unit end as unit,
    units,
    mod(units, total_weight) as residue,
    units // total_weight as wholes
from counted
