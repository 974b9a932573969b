-- Sales by weekday (1 is Monday) and hour of day, hours without a sale included. One row per (weekday, hour_of_day), none where
-- no sale has a time of day: times that are all midnight are no times. `days` counts the days of the period with that weekday,
-- `sales` the order lines. Sales without a time are left out.
-- Section: time. Reads: sale_hours, mart_daily_sales. Read by: report, figures, tables/hourly_sales.csv.
with weekdays as (
    select mod(date_diff('day', date '1969-12-29', day), 7) + 1 as weekday, count(*) as days, min(day) as first_day, max(day) as last_day
    from mart_daily_sales
    group by mod(date_diff('day', date '1969-12-29', day), 7) + 1
),

period as (
    select min(first_day) as first_day, max(last_day) as last_day from weekdays
),

hours as (
    select
        mod(date_diff('day', date '1969-12-29', hours.ordered_on), 7) + 1 as weekday,
        hours.hour_of_day,
        sum(hours.revenue) as revenue,
        sum(hours.units) as units,
        sum(hours.sales) as sales,
        sum(hours.timed) as timed
    from sale_hours as hours
    join period on hours.ordered_on between period.first_day and period.last_day
    where hours.hour_of_day is not null
    group by mod(date_diff('day', date '1969-12-29', hours.ordered_on), 7) + 1, hours.hour_of_day
),

timed as (
    select sum(timed) as timed, count(units) as counted from hours
)

select
    cast(weekdays.weekday as integer) as weekday,
    cast(numbers.number as integer) as hour_of_day,
    cast(weekdays.days as bigint) as days,
    cast(coalesce(hours.revenue, 0) as decimal(18, 4)) as revenue,
    cast(case when timed.counted > 0 then coalesce(hours.units, 0) end as bigint) as units,
    cast(coalesce(hours.sales, 0) as bigint) as sales
from weekdays
cross join range(24) as numbers(number)
join timed on timed.timed > 0
left join hours on hours.weekday = weekdays.weekday and hours.hour_of_day = numbers.number
