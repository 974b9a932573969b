-- Sales by ISO week, beside the week before and the week 52 weeks earlier. One row per week, named by its Monday.
-- A week that is not all covered is compared with the same weekdays of the other; where one of them is not covered, with nothing.
-- Joins: the weeks 1:1 their sales and repeated lines.
-- Section: time. Reads: mart_days, sale_days, order_lines, mart_period. Read by: report, figures, tables/weekly_sales.csv.
with weeks as (
    select
        day - cast(weekday - 1 as integer) as week,
        count(*) as days,
        sum(revenue) as revenue,
        sum(units) as units,
        case when count(week_earlier_revenue) = count(*) then sum(week_earlier_revenue) end as week_earlier_revenue,
        case when count(year_earlier_revenue) = count(*) then sum(year_earlier_revenue) end as year_earlier_revenue,
        min(holiday) as holiday,
        count(holiday) as holidays
    from mart_days
    group by day - cast(weekday - 1 as integer)
),

sales as (
    select
        days.ordered_on - cast(mod(date_diff('day', date '1969-12-29', days.ordered_on), 7) as integer) as week,
        sum(days.sales) as sales
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.ordered_on - cast(mod(date_diff('day', date '1969-12-29', days.ordered_on), 7) as integer)
),

repeats as (
    select
        lines.ordered_on - cast(mod(date_diff('day', date '1969-12-29', lines.ordered_on), 7) as integer) as week,
        count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    group by lines.ordered_on - cast(mod(date_diff('day', date '1969-12-29', lines.ordered_on), 7) as integer)
)

select
    weeks.week,
    cast(extract(year from weeks.week + 3) as integer) as iso_year,
    cast(extract(week from weeks.week) as integer) as iso_week,
    cast(weeks.days as bigint) as days,
    cast(weeks.revenue as decimal(18, 4)) as revenue,
    cast(weeks.units as bigint) as units,
    cast(coalesce(sales.sales, 0) - coalesce(repeats.lines, 0) as bigint) as orders,
    cast(weeks.week_earlier_revenue as decimal(18, 4)) as week_earlier_revenue,
    case when weeks.week_earlier_revenue > 0 then round(cast(weeks.revenue as double) / weeks.week_earlier_revenue - 1, 6) end as change_week,
    cast(weeks.year_earlier_revenue as decimal(18, 4)) as year_earlier_revenue,
    case when weeks.year_earlier_revenue > 0 then round(cast(weeks.revenue as double) / weeks.year_earlier_revenue - 1, 6) end as change_year,
    weeks.holiday,
    cast(weeks.holidays as bigint) as holidays
from weeks
left join sales on sales.week = weeks.week
left join repeats on repeats.week = weeks.week
