-- What was sold each day, what of it came back since, and what came back that day, whenever it was sold. One row per day with either, every day of the period included.
-- Joins: days 1:1 each of the others, summed by day, full.
-- Section: returns. Reads: mart_daily_sales, goods_days, return_parts, mart_period. Read by: report, the audits.
with sold as (
    select days.ordered_on as day, sum(days.sold_units) as units, sum(days.sold_revenue) as revenue
    from goods_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.ordered_on
),

back_of_day as (
    select sold_on as day, sum(units) as units, sum(value) as value from return_parts where sold_on is not null group by sold_on
),

back_on_day as (
    select returned_on as day, sum(units) as units, sum(value) as value from return_parts group by returned_on
),

days as (
    select day from mart_daily_sales
    union
    select day from back_of_day
    union
    select day from back_on_day
)

select
    days.day,
    cast(coalesce(sold.units, 0) as bigint) as sold_units,
    cast(coalesce(sold.revenue, 0) as decimal(18, 4)) as sold_revenue,
    cast(coalesce(back_of_day.units, 0) as bigint) as units_of_sales,
    cast(coalesce(back_of_day.value, 0) as decimal(18, 4)) as value_of_sales,
    cast(coalesce(back_on_day.units, 0) as bigint) as returned_units,
    cast(coalesce(back_on_day.value, 0) as decimal(18, 4)) as returned_value
from days
left join sold on sold.day = days.day
left join back_of_day on back_of_day.day = days.day
left join back_on_day on back_on_day.day = days.day
