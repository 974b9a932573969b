-- Sensor readings gathered to the day, before they meet the sales. One row per day.
-- Reads: clean_footfall, mart_period. Read by: mart_orders, mart_daily_sales, mart_joins.
select
    readings.day,
    cast(sum(readings.footfall) as bigint) as footfall,
    cast(cast(sum(readings.footfall) as double) / count(readings.footfall) as decimal(18, 4)) as footfall_mean,
    cast(cast(sum(readings.temperature) as double) / count(readings.temperature) as decimal(18, 4)) as temperature
from clean_footfall as readings
join mart_period on readings.day between mart_period.first_day and mart_period.as_of
group by readings.day
