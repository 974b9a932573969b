-- The sales of orders with more than one, so that an order is counted once wherever its lines meet. Whoever counts orders
-- takes the sales and subtracts the repeats among these. One row per sale.
-- Kept by: ordered_on, order_id (orders). Reads: all_lines. Read by: line_cells, mart_daily_sales, mart_product_sales, mart_country_sales, mart_totals.
with repeated as (
    select order_id
    from all_lines
    group by order_id
    having count(*) > 1
)

select
    lines.order_id,
    lines.sale_id,
    lines.ordered_on,
    lines.product_id,
    lines.customer_id,
    lines.store_id,
    lines.country
from all_lines as lines
join repeated on repeated.order_id = lines.order_id
