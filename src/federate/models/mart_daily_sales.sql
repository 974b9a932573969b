-- Sales, visits and visitors of each day. One row per day, every day from the first to the as-of day: a day without
-- orders has revenue 0 (and 0 units, where the source counts units), a day without a reading has NULL there.
-- Joins: the calendar 1:1 each of the others.
-- Reads: sale_days, order_lines, mart_period, traffic_days, footfall_days. Read by: mart_orders, report, figures.
with calendar as (
    select mart_period.first_day + cast(numbers.number as integer) as day
    from mart_period
    cross join range(mart_period.days) as numbers(number)
),

repeats as (
    select ordered_on, count(*) - count(distinct order_id) as lines
    from order_lines
    group by ordered_on
),

counted as (
    select coalesce(sum(days.quantities), 0) as quantities
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
)

select
    calendar.day,
    cast(coalesce(sales.revenue, 0) as decimal(18, 4)) as revenue,
    cast(case when sales.ordered_on is null and counted.quantities > 0 then 0 else sales.units end as bigint) as units,
    coalesce(sales.sales, 0) - coalesce(repeats.lines, 0) as orders,
    traffic.pageviews,
    traffic.sessions,
    readings.footfall,
    readings.footfall_mean,
    readings.temperature
from calendar
cross join counted
left join sale_days as sales on sales.ordered_on = calendar.day
left join repeats on repeats.ordered_on = calendar.day
left join traffic_days as traffic on traffic.day = calendar.day
left join footfall_days as readings on readings.day = calendar.day
