-- The sales of orders with more than one, so that an order is counted once wherever its lines meet. Whoever counts orders
-- takes the sales and subtracts the repeats among these. One row per sale.
-- Kept by: ordered_on, order_id (orders). Reads: orders_to_sum, clean_orders, row_numbers. Read by: line_cells, mart_daily_sales, mart_product_sales, mart_country_sales, mart_totals.
with candidates as (
    select distinct orders.order_id
    from orders_to_sum as orders
    join row_numbers on not row_numbers.are_order_ids
),

repeated as (
    select orders.order_id
    from clean_orders as orders
    join candidates on candidates.order_id = orders.order_id
    group by orders.order_id
    having count(*) > 1
)

select
    orders.order_id,
    orders.sale_id,
    orders.ordered_on,
    orders.product_id,
    orders.customer_id,
    orders.store_id,
    orders.country
from clean_orders as orders
join repeated on repeated.order_id = orders.order_id
