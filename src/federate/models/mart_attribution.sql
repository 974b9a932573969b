-- The credit of each flight for each sale it applied to. One row per (sale_id, flight_id).
-- Revenue is split in whole cents (in ten-thousandths where it has any): every flight gets its share rounded down, and
-- what is left goes out one by one by largest remainder, ties by flight_id.
-- Joins: clean_orders n:1 order_cells, order_cells 1:n flight_weights.
-- Reads: clean_orders, keys_in_use, mart_period, order_cells, flight_weights. Read by: mart_orders, mart_campaign_sales, mart_joins, report.
with sales as (
    select
        orders.sale_id,
        orders.revenue,
        orders.ordered_on,
        case when keys_in_use.by_product then orders.product_id end as product_id,
        case when keys_in_use.by_customer then orders.customer_id end as customer_id,
        case when keys_in_use.by_store then orders.store_id end as store_id,
        case when keys_in_use.by_country then orders.country end as country,
        case when orders.revenue < 0 then -1 else 1 end as direction,
        case when orders.revenue = round(orders.revenue, 2) then 0.0100 else 0.0001 end as unit,
        case
            when orders.revenue = round(orders.revenue, 2) then cast(100 * cast(abs(orders.revenue) as decimal(38, 4)) as bigint)
            else cast(10000 * cast(abs(orders.revenue) as decimal(38, 4)) as bigint)
        end as units
    from clean_orders as orders
    join mart_period on orders.ordered_on between mart_period.first_day and mart_period.as_of
    cross join keys_in_use
),

touches as (
    select
        sales.sale_id,
        sales.revenue,
        sales.direction,
        sales.unit,
        weights.flight_id,
        weights.campaign_name,
        weights.total_weight,
        sales.units * weights.weight as share,
        mod(sales.units * weights.weight, weights.total_weight) as remainder
    from sales
    join order_cells as cells
        on cells.ordered_on = sales.ordered_on
        and cells.product_id is not distinct from sales.product_id
        and cells.customer_id is not distinct from sales.customer_id
        and cells.store_id is not distinct from sales.store_id
        and cells.country is not distinct from sales.country
    join flight_weights as weights on weights.cell_id = cells.cell_id
),

ranked as (
    select
        touches.*,
        sum(remainder) over (partition by sale_id) as remainders,
        row_number() over (partition by sale_id order by remainder desc, flight_id) as place
    from touches
)

select
    sale_id,
    flight_id,
    campaign_name,
    -- The quotient is whole, so that a double holds it exactly.
    cast(direction * unit * (
        cast(round(cast(share - remainder as double) / total_weight) as bigint)
        + case when place * total_weight <= remainders then 1 else 0 end
    ) as decimal(18, 4)) as credit,
    revenue as full_credit
from ranked
