-- Sales by calendar month, beside the month before and the same month a year earlier. One row per month, named by its first day.
-- A whole month is compared with whole months; one that is still running with as many days of the others; one that is not covered
-- from its first day, or with one that is not, with nothing.
-- Joins: the months 1:1 their sales and repeated lines, 1:n the days of the other months.
-- Section: time. Reads: mart_days, sale_days, order_lines, mart_period. Read by: report, tables/monthly_sales.csv.
with days as (
    select
        cast(date_trunc('month', mart_days.day) as date) as month,
        extract(day from mart_days.day) as day_of_month,
        mart_days.revenue,
        mart_days.units,
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

sales as (
    select cast(date_trunc('month', days.ordered_on) as date) as month, sum(days.sales) as sales
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by cast(date_trunc('month', days.ordered_on) as date)
),

repeats as (
    select cast(date_trunc('month', lines.ordered_on) as date) as month, count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    group by cast(date_trunc('month', lines.ordered_on) as date)
)

select
    months.month,
    cast(months.days as bigint) as days,
    months.first_day = 1 and months.is_over as is_whole,
    cast(months.revenue as decimal(18, 4)) as revenue,
    cast(months.units as bigint) as units,
    cast(coalesce(sales.sales, 0) - coalesce(repeats.lines, 0) as bigint) as orders,
    cast(month_earlier.revenue as decimal(18, 4)) as month_earlier_revenue,
    case when month_earlier.revenue > 0 then round(cast(months.revenue as double) / month_earlier.revenue - 1, 6) end as change_month,
    cast(year_earlier.revenue as decimal(18, 4)) as year_earlier_revenue,
    case when year_earlier.revenue > 0 then round(cast(months.revenue as double) / year_earlier.revenue - 1, 6) end as change_year,
    cast(months.holidays as bigint) as holidays
from months
left join month_earlier on month_earlier.month = months.month
left join year_earlier on year_earlier.month = months.month
left join sales on sales.month = months.month
left join repeats on repeats.month = months.month
