-- Every return of the source up to the as-of day, with the sale it belongs to: by the id of the sale, else by order and product.
-- Where it does not say what was given back, that is as many units at the price of the sale. One row per return_id.
-- Joins: clean_returns n:1 clean_orders by sale_id; n:1 the lines of order and product, summed; both left.
-- Reads: clean_returns, clean_orders, row_numbers, mart_period. Read by: mart_returns, return_parts, mart_return_reasons.
with given as (
    select returns.*
    from clean_returns as returns
    join mart_period on returns.returned_on <= mart_period.as_of
),

-- One look at the orders; numbers of rows are no ids.
candidates as (
    select
        case when row_numbers.are_sale_ids then null else cast(orders.sale_id as varchar) end as sale_id,
        case when row_numbers.are_order_ids then null else cast(orders.order_id as varchar) end as order_id,
        orders.ordered_on,
        orders.product_id,
        orders.quantity,
        orders.revenue
    from clean_orders as orders
    cross join row_numbers
    join mart_period on orders.ordered_on <= mart_period.as_of
    where cast(orders.sale_id as varchar) in (select sale_id from given)
        or cast(orders.order_id as varchar) in (select order_id from given)
),

sales as (
    select given.return_id, lines.ordered_on, lines.product_id, lines.quantity, lines.revenue
    from given
    join candidates as lines on lines.sale_id = given.sale_id
),

-- The order is looked for where the sale is not known.
told as (
    select
        given.*,
        sales.ordered_on as sold_on,
        sales.product_id as sold_product_id,
        sales.quantity as sold_quantity,
        sales.revenue as sold_revenue,
        case when sales.return_id is null then given.order_id end as order_to_find
    from given
    left join sales on sales.return_id = given.return_id
),

wanted as (
    select distinct order_to_find as order_id, product_id
    from told
    where order_to_find is not null and product_id is not null
),

orders_of_products as (
    select
        wanted.order_id,
        wanted.product_id,
        min(orders.ordered_on) as ordered_on,
        sum(orders.quantity) as quantity,
        sum(orders.revenue) as revenue
    from wanted
    join candidates as orders on orders.order_id = wanted.order_id and orders.product_id = wanted.product_id
    where coalesce(orders.quantity, 1) > 0
    group by wanted.order_id, wanted.product_id
)

select
    told.return_id,
    told.returned_on,
    coalesce(told.sold_on, lines.ordered_on) as sold_on,
    told.sale_id,
    told.order_id,
    coalesce(told.product_id, told.sold_product_id) as product_id,
    told.quantity as units,
    coalesce(told.value, cast(round(told.quantity * cast(coalesce(told.sold_revenue, lines.revenue) as double)
        / nullif(coalesce(told.sold_quantity, lines.quantity), 0), 4) as decimal(18, 4))) as value,
    told.value is null as is_value_inferred,
    told.reason
from told
left join orders_of_products as lines on lines.order_id = told.order_to_find and lines.product_id = told.product_id
