-- Sales, visits and visitors of each day. One row per day, every day from the first to the as-of day: a day without
-- orders has revenue 0 (and 0 units, where the source counts units), a day without a reading has NULL there.
-- Joins: the calendar 1:1 each of the others.
-- Reads: mart_orders, mart_period, traffic_days, footfall_days. Read by: report, figures.
with recursive calendar(day) as (
    select first_day from mart_period
    union all
    select cast(calendar.day + interval '1' day as date)
    from calendar
    join mart_period on calendar.day < mart_period.as_of
),

sales as (
    select
        ordered_on,
        sum(revenue) as revenue,
        sum(quantity) as units,
        count(distinct order_id) as orders
    from mart_orders
    group by ordered_on
),

counted as (
    select count(quantity) as quantities from mart_orders
)

select
    calendar.day,
    cast(coalesce(sales.revenue, 0) as decimal(18, 4)) as revenue,
    cast(case when sales.ordered_on is null and counted.quantities > 0 then 0 else sales.units end as bigint) as units,
    coalesce(sales.orders, 0) as orders,
    traffic.pageviews,
    traffic.sessions,
    readings.footfall,
    readings.footfall_mean,
    readings.temperature
from calendar
cross join counted
left join sales on sales.ordered_on = calendar.day
left join traffic_days as traffic on traffic.day = calendar.day
left join footfall_days as readings on readings.day = calendar.day
