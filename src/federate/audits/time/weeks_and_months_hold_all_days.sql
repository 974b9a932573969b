-- Revenue, units and days of the days, weeks and months are those of the daily mart, and each day, week and month is there once.
-- Reads: mart_daily_sales, mart_days, mart_weekly_sales, mart_monthly_sales.
with daily as (
    select sum(revenue) as revenue, sum(units) as units, count(*) as days from mart_daily_sales
),

found as (
    select
        'mart_days' as mart,
        sum(revenue) as revenue,
        sum(units) as units,
        count(*) as days,
        count(*) - count(distinct day) as repeated
    from mart_days
    union all
    select 'mart_weekly_sales', sum(revenue), sum(units), sum(days), count(*) - count(distinct week)
    from mart_weekly_sales
    union all
    select 'mart_monthly_sales', sum(revenue), sum(units), sum(days), count(*) - count(distinct month)
    from mart_monthly_sales
)

select
    found.mart,
    found.revenue,
    daily.revenue as daily_revenue,
    found.units,
    daily.units as daily_units,
    found.days,
    daily.days as daily_days,
    found.repeated
from found
cross join daily
where found.revenue is distinct from daily.revenue
    or found.units is distinct from daily.units
    or found.days <> daily.days
    or found.repeated > 0
