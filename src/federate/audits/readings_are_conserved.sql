-- Visitors and degrees of the daily mart are those of the days they were gathered to, summed over its days.
-- Needs: footfall. Reads: footfall_days, mart_period, mart_daily_sales.
with readings as (
    select
        sum(readings.footfall) as footfall,
        sum(readings.footfall_mean) as footfall_means,
        sum(readings.temperature) as temperatures
    from footfall_days as readings
    join mart_period on readings.day between mart_period.first_day and mart_period.as_of
),

daily as (
    select
        sum(footfall) as footfall,
        sum(footfall_mean) as footfall_means,
        sum(temperature) as temperatures
    from mart_daily_sales
)

select
    readings.footfall as clean_footfall,
    daily.footfall,
    readings.footfall_means as clean_footfall_means,
    daily.footfall_means,
    readings.temperatures as clean_temperatures,
    daily.temperatures
from daily
cross join readings
where daily.footfall is distinct from readings.footfall
    or daily.footfall_means is distinct from readings.footfall_means
    or daily.temperatures is distinct from readings.temperatures
