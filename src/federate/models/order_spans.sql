-- The days and stores of orders that have lines on more than one day. Whoever counts the orders of weeks, months or stores adds up
-- those of single days and subtracts the repeats among these few. One row per (order_id, ordered_on, store_id).
-- Reads: order_lines, mart_period. Read by: mart_weekly_sales, mart_monthly_sales, mart_stores.
with spans as (
    select lines.order_id
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    group by lines.order_id
    having min(lines.ordered_on) < max(lines.ordered_on)
)

select distinct lines.order_id, lines.ordered_on, lines.store_id
from order_lines as lines
join mart_period on lines.ordered_on <= mart_period.as_of
join spans on spans.order_id = lines.order_id
