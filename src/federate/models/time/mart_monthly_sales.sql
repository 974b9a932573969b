-- Sales by calendar month, beside the month before and the same month a year earlier. One row per month, named by its first day.
-- A whole month is compared with whole months; one that is still running with as many days of the others; one that is not covered
-- from its first day, or with one that is not, with nothing.
-- Joins: the months 1:1 the orders of several of their days, 1:n the days of the other months.
-- Section: time. Reads: mart_days, order_spans, mart_period. Read by: report, tables/monthly_sales.csv.
with days as (
    select
        cast(date_trunc('month', mart_days.day) as date) as month,
        extract(day from mart_days.day) as day_of_month,
        mart_days.revenue,
        mart_days.units,
        mart_days.orders,
        mart_days.holiday
    from mart_days
),

covered as (
    select
        month,
        count(*) as days,
        min(day_of_month) as first_day,
        max(day_of_month) as last_day,
        sum(revenue) as revenue,
        sum(units) as units,
        sum(orders) as orders,
        count(holiday) as holidays
    from days
    group by month
),

months as (
    select
        covered.*,
        cast(date_trunc('month', mart_period.as_of + 1) as date) > covered.month as is_over,
        cast(date_trunc('month', covered.month - 1) as date) as month_earlier,
        cast(covered.month - interval '1' year as date) as year_earlier
    from covered
    cross join mart_period
),

month_earlier as (
    select months.month, sum(days.revenue) as revenue
    from months
    join covered as other on other.month = months.month_earlier
    join days on days.month = other.month and (months.is_over or days.day_of_month <= months.last_day)
    where months.first_day = 1 and other.first_day = 1
    group by months.month
),

year_earlier as (
    select months.month, sum(days.revenue) as revenue
    from months
    join covered as other on other.month = months.year_earlier
    join days on days.month = other.month and (months.is_over or days.day_of_month <= months.last_day)
    where months.first_day = 1 and other.first_day = 1
    group by months.month
),

order_days as (
    select distinct order_id, ordered_on, cast(date_trunc('month', ordered_on) as date) as month
    from order_spans
),

repeats as (
    select month, count(*) - count(distinct order_id) as orders
    from order_days
    group by month
)

select
    months.month,
    cast(months.days as bigint) as days,
    months.first_day = 1 and months.is_over as is_whole,
    cast(months.revenue as decimal(18, 4)) as revenue,
    cast(months.units as bigint) as units,
    cast(months.orders - coalesce(repeats.orders, 0) as bigint) as orders,
    cast(month_earlier.revenue as decimal(18, 4)) as month_earlier_revenue,
    case when month_earlier.revenue > 0 then round(cast(months.revenue as double) / month_earlier.revenue - 1, 6) end as change_month,
    cast(year_earlier.revenue as decimal(18, 4)) as year_earlier_revenue,
    case when year_earlier.revenue > 0 then round(cast(months.revenue as double) / year_earlier.revenue - 1, 6) end as change_year,
    cast(months.holidays as bigint) as holidays
from months
left join month_earlier on month_earlier.month = months.month
left join year_earlier on year_earlier.month = months.month
left join repeats on repeats.month = months.month
