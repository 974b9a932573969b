-- Sensor readings gathered to the day, before they meet the sales. One row per day.
-- Kept by: day (footfall). Reads: footfall_to_sum. Read by: mart_orders, mart_daily_sales, mart_joins, the audits.
select
    readings.day,
    cast(sum(readings.footfall) as bigint) as footfall,
    cast(cast(sum(readings.footfall) as double) / count(readings.footfall) as decimal(18, 4)) as footfall_mean,
    cast(cast(sum(readings.temperature) as double) / count(readings.temperature) as decimal(18, 4)) as temperature,
    count(*) as records
from footfall_to_sum as readings
group by readings.day
