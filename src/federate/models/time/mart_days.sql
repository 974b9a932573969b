-- Each day beside the same weekday a week and 52 weeks earlier, beside what is usual, and with its holiday. One row per day.
-- Usual is the mean of the same weekday in the four weeks before and after, holidays left out, where at least four are there.
-- Joins: mart_daily_sales 1:1 the earlier days and holidays, 1:n the days around, at most eight a day.
-- Section: time. Reads: mart_daily_sales, holidays. Read by: mart_weekly_sales, mart_monthly_sales, mart_weather_days, report, tables/days.csv.
with days as (
    select
        daily.day,
        mod(date_diff('day', date '1969-12-29', daily.day), 7) + 1 as weekday,
        daily.revenue,
        daily.units,
        daily.orders,
        holidays.holiday,
        coalesce(holidays.holidays, 0) as holidays
    from mart_daily_sales as daily
    left join holidays on holidays.day = daily.day
),

weeks as (
    select number from range(-4, 5) as weeks(number) where number <> 0
),

around as (
    select days.day, count(*) as days, sum(others.revenue) as revenue
    from days
    cross join weeks
    join days as others on others.day = days.day + cast(7 * weeks.number as integer)
    where others.holiday is null
    group by days.day
)

select
    days.day,
    cast(days.weekday as integer) as weekday,
    days.revenue,
    days.units,
    days.orders,
    week_earlier.revenue as week_earlier_revenue,
    year_earlier.revenue as year_earlier_revenue,
    cast(case when around.days >= 4 then cast(around.revenue as double) / around.days end as decimal(18, 4)) as usual_revenue,
    days.holiday,
    cast(days.holidays as bigint) as holidays
from days
left join days as week_earlier on week_earlier.day = days.day - 7
left join days as year_earlier on year_earlier.day = days.day - 364
left join around on around.day = days.day
