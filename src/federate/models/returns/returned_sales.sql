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

wanted as (
    select distinct given.order_id, given.product_id
    from given
    left join sales on sales.return_id = given.return_id
    where sales.return_id is null and given.order_id is not null and given.product_id is not null
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
    given.return_id,
    given.returned_on,
    coalesce(sales.ordered_on, lines.ordered_on) as sold_on,
    given.sale_id,
    given.order_id,
    coalesce(given.product_id, sales.product_id) as product_id,
    given.quantity as units,
    coalesce(given.value, cast(round(given.quantity * cast(coalesce(sales.revenue, lines.revenue) as double)
        / nullif(coalesce(sales.quantity, lines.quantity), 0), 4) as decimal(18, 4))) as value,
    given.value is null as is_value_inferred,
    given.reason
from given
left join sales on sales.return_id = given.return_id
left join orders_of_products as lines on sales.return_id is null
    and lines.order_id = given.order_id and lines.product_id = given.product_id
