-- What each order comes to by its header, beside the sum of its lines. One row per order_id.
-- A header without lines and lines without a header are there too, the other side NULL. A header dated after the as-of day, or
-- whose lines all are, waits. `difference` is subtotal less lines; `order_of_lines` is what the lines call the order, which is no id of it where they have none but the number of their row.
-- Joins: order_parts, summed, 1:1 clean_order_headers, full, at most one row an order on either side.
-- Section: amounts. Needs: order_headers. Reads: order_parts, row_numbers, clean_order_headers, mart_period. Read by: mart_line_amounts, mart_amount_months, the audits, report.
with orders as (
    select
        days.order_id as order_of_lines,
        case when row_numbers.are_order_ids then 'row ' || days.order_id else days.order_id end as order_id,
        min(case when days.ordered_on <= mart_period.as_of then days.ordered_on end) as ordered_on,
        sum(case when days.ordered_on <= mart_period.as_of then days.revenue end) as revenue,
        sum(case when days.ordered_on <= mart_period.as_of then days.lines else 0 end) as lines
    from order_parts as days
    cross join mart_period
    cross join row_numbers
    group by days.order_id, row_numbers.are_order_ids
)

select
    coalesce(orders.order_id, headers.order_id) as order_id,
    orders.order_of_lines,
    coalesce(orders.ordered_on, headers.ordered_on) as ordered_on,
    headers.customer_id,
    headers.order_id is not null as has_header,
    cast(coalesce(orders.lines, 0) as bigint) as lines,
    cast(orders.revenue as decimal(18, 4)) as line_revenue,
    headers.subtotal,
    headers.tax,
    headers.freight,
    headers.total_due,
    cast(headers.subtotal - orders.revenue as decimal(18, 4)) as difference
from orders
full join clean_order_headers as headers on headers.order_id = orders.order_id
cross join mart_period
where orders.lines > 0
    or (orders.order_id is null and coalesce(headers.ordered_on, mart_period.as_of) <= mart_period.as_of)
