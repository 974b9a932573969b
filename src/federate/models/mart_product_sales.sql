-- Revenue, units and orders per product. One row per product_id; sales without one are gathered under (not given).
-- Reads: sale_cells, order_lines, mart_period. Read by: report.
with sales as (
    select
        coalesce(cells.product_id, '(not given)') as product_id,
        sum(cells.revenue) as revenue,
        sum(cells.units) as units,
        sum(cells.sales) as sales
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of
    group by coalesce(cells.product_id, '(not given)')
),

repeats as (
    select coalesce(lines.product_id, '(not given)') as product_id, count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    group by coalesce(lines.product_id, '(not given)')
)

select
    sales.product_id,
    cast(sales.revenue as decimal(18, 4)) as revenue,
    cast(sales.units as bigint) as units,
    cast(sales.sales - coalesce(repeats.lines, 0) as bigint) as orders
from sales
left join repeats on repeats.product_id = sales.product_id
