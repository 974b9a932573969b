-- Sensor readings gathered to the day, before they meet the sales. One row per day.
-- Kept by: day (footfall). Reads: footfall_to_sum. Read by: mart_orders, mart_daily_sales, mart_joins, the audits.
with sums as (
    select
        readings.day,
        sum(readings.footfall) as footfall,
        count(readings.footfall) as footfalls,
        sum(readings.temperature) as degrees,
        count(readings.temperature) as temperatures,
        count(*) as records
    from footfall_to_sum as readings
    group by readings.day
)

select
    day,
    cast(footfall as bigint) as footfall,
    cast(cast(footfall as double) / footfalls as decimal(18, 4)) as footfall_mean,
    cast(cast(degrees as double) / temperatures as decimal(18, 4)) as temperature,
    footfalls,
    cast(degrees as decimal(38, 4)) as degrees,
    temperatures,
    records
from sums
