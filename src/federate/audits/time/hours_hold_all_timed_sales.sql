-- Revenue and order lines of mart_hourly_sales, with those of the sales that have no hour, are those of all sales; and every
-- weekday of the period has its 24 hours, once. One row with what differs.
-- Reads: mart_hourly_sales, sale_hours, mart_daily_sales, mart_totals, mart_period.
with hours as (
    select
        sum(revenue) as revenue,
        sum(sales) as sales,
        count(*) as hours,
        count(distinct 24 * weekday + hour_of_day) as different_hours
    from mart_hourly_sales
),

untimed as (
    select coalesce(sum(hours.revenue), 0) as revenue, coalesce(sum(hours.sales), 0) as sales
    from sale_hours as hours
    join mart_period on hours.ordered_on <= mart_period.as_of
    where hours.hour_of_day is null
),

weekdays as (
    select count(distinct mod(date_diff('day', date '1969-12-29', day), 7)) as weekdays from mart_daily_sales
)

select
    hours.revenue as hourly_revenue,
    untimed.revenue as untimed_revenue,
    mart_totals.revenue,
    hours.sales as hourly_sales,
    untimed.sales as untimed_sales,
    mart_totals.sales,
    hours.hours,
    weekdays.weekdays
from hours
cross join untimed
cross join weekdays
cross join mart_totals
where hours.hours > 0
    and (
        hours.revenue + untimed.revenue <> mart_totals.revenue
        or hours.sales + untimed.sales <> mart_totals.sales
        or hours.hours <> 24 * weekdays.weekdays
        or hours.hours <> hours.different_hours
    )
