-- The orders of mart_order_amounts have all lines up to the as-of day and every header is one of them or waits. One row where a sum differs.
-- Reads: mart_order_amounts, order_parts, row_numbers, clean_order_headers, sale_days, mart_period.
with held as (
    select
        coalesce(sum(line_revenue), 0) as revenue,
        coalesce(sum(lines), 0) as lines,
        sum(case when has_header then 1 else 0 end) as headers
    from mart_order_amounts
),

sold as (
    select coalesce(sum(days.revenue), 0) as revenue, coalesce(sum(days.sales), 0) as lines
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

begun as (
    select parts.order_id, min(parts.ordered_on) as ordered_on
    from order_parts as parts
    join row_numbers on not row_numbers.are_order_ids
    group by parts.order_id
),

given as (
    select count(*) as headers
    from clean_order_headers as headers
    left join begun on begun.order_id = headers.order_id
    join mart_period on coalesce(begun.ordered_on, headers.ordered_on, mart_period.as_of) <= mart_period.as_of
)

select
    held.revenue,
    sold.revenue as sold_revenue,
    held.lines,
    sold.lines as sold_lines,
    held.headers,
    given.headers as given_headers
from held
cross join sold
cross join given
where held.revenue <> sold.revenue or held.lines <> sold.lines or held.headers <> given.headers
