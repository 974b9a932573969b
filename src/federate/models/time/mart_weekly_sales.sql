-- Sales by ISO week, beside the week before and the week 52 weeks earlier. One row per week, named by its Monday.
-- A week that is not all covered is compared with the same weekdays of the other; where one of them is not covered, with nothing.
-- Joins: the weeks 1:1 the orders of several of their days.
-- Section: time. Reads: mart_days, order_spans. Read by: report, figures, tables/weekly_sales.csv.
with weeks as (
    select
        day - cast(weekday - 1 as integer) as week,
        count(*) as days,
        sum(revenue) as revenue,
        sum(units) as units,
        sum(orders) as orders,
        case when count(week_earlier_revenue) = count(*) then sum(week_earlier_revenue) end as week_earlier_revenue,
        case when count(year_earlier_revenue) = count(*) then sum(year_earlier_revenue) end as year_earlier_revenue,
        min(holiday) as holiday,
        count(holiday) as holidays
    from mart_days
    group by day - cast(weekday - 1 as integer)
),

order_days as (
    select distinct
        order_id,
        ordered_on,
        ordered_on - cast(mod(date_diff('day', date '1969-12-29', ordered_on), 7) as integer) as week
    from order_spans
),

repeats as (
    select week, count(*) - count(distinct order_id) as orders
    from order_days
    group by week
)

select
    weeks.week,
    cast(extract(year from weeks.week + 3) as integer) as iso_year,
    cast(extract(week from weeks.week) as integer) as iso_week,
    cast(weeks.days as bigint) as days,
    cast(weeks.revenue as decimal(18, 4)) as revenue,
    cast(weeks.units as bigint) as units,
    cast(weeks.orders - coalesce(repeats.orders, 0) as bigint) as orders,
    cast(weeks.week_earlier_revenue as decimal(18, 4)) as week_earlier_revenue,
    case when weeks.week_earlier_revenue > 0 then round(cast(weeks.revenue as double) / weeks.week_earlier_revenue - 1, 6) end as change_week,
    cast(weeks.year_earlier_revenue as decimal(18, 4)) as year_earlier_revenue,
    case when weeks.year_earlier_revenue > 0 then round(cast(weeks.revenue as double) / weeks.year_earlier_revenue - 1, 6) end as change_year,
    weeks.holiday,
    cast(weeks.holidays as bigint) as holidays
from weeks
left join repeats on repeats.week = weeks.week
