-- Revenue, units and orders per country. One row per country; sales without one are gathered under (not given).
-- Reads: sale_countries, order_lines, mart_period. Read by: report.
with sales as (
    select
        coalesce(days.country, '(not given)') as country,
        sum(days.revenue) as revenue,
        sum(days.units) as units,
        sum(days.sales) as sales
    from sale_countries as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by coalesce(days.country, '(not given)')
),

repeats as (
    select coalesce(lines.country, '(not given)') as country, count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    group by coalesce(lines.country, '(not given)')
)

select
    sales.country,
    cast(sales.revenue as decimal(18, 4)) as revenue,
    cast(sales.units as bigint) as units,
    cast(sales.sales - coalesce(repeats.lines, 0) as bigint) as orders
from sales
left join repeats on repeats.country = sales.country
