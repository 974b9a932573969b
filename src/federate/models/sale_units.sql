-- Each sale that any flight applies to, in whole units (cents, or ten-thousandths where the revenue has any), with what a
-- division by the cell's total weight leaves: the wholes are split exactly by weight, only the residue needs rounding.
-- One row per sale_id. Joins: clean_orders n:1 order_cells, n:1 the cell's total weight.
-- Reads: clean_orders, keys_in_use, mart_period, order_cells, flight_weights. Read by: cell_splits, mart_attribution.
with sales as (
    select
        orders.sale_id,
        orders.revenue,
        orders.ordered_on,
        case when keys_in_use.by_product then orders.product_id end as product_id,
        case when keys_in_use.by_customer then orders.customer_id end as customer_id,
        case when keys_in_use.by_store then orders.store_id end as store_id,
        case when keys_in_use.by_country then orders.country end as country,
        case when orders.revenue = round(orders.revenue, 2) then 0.0100 else 0.0001 end as unit,
        case
            when orders.revenue = round(orders.revenue, 2) then cast(100 * cast(abs(orders.revenue) as decimal(38, 4)) as bigint)
            else cast(10000 * cast(abs(orders.revenue) as decimal(38, 4)) as bigint)
        end as units
    from clean_orders as orders
    join mart_period on orders.ordered_on between mart_period.first_day and mart_period.as_of
    cross join keys_in_use
),

cell_weights as (
    select distinct cell_id, total_weight
    from flight_weights
)

select
    sales.sale_id,
    sales.revenue,
    cells.cell_id,
    case when sales.revenue < 0 then -sales.unit else sales.unit end as unit,
    mod(sales.units, cell_weights.total_weight) as residue,
    -- The quotient is whole, so that a double holds it exactly.
    cast(round(
        cast(sales.units - mod(sales.units, cell_weights.total_weight) as double) / cell_weights.total_weight
    ) as bigint) as wholes
from sales
join order_cells as cells
    on cells.ordered_on = sales.ordered_on
    and cells.product_id is not distinct from sales.product_id
    and cells.customer_id is not distinct from sales.customer_id
    and cells.store_id is not distinct from sales.store_id
    and cells.country is not distinct from sales.country
join cell_weights on cell_weights.cell_id = cells.cell_id
