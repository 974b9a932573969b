-- The weather of each day beside its sales. One row per day of the period with weather. Temperature is the mean of the day's
-- records; rain is summed per station first, then the mean of the stations. Usual is the mean of the same weekday in the four
-- weeks before and after, where at least four of them have weather.
-- Joins: mart_days 1:1 the weather, 1:n the weather around, at most eight a day.
-- Section: time. Needs: weather. Reads: clean_weather, mart_days. Read by: mart_weather, report, tables/weather_days.csv.
with stations as (
    select day, store_id, cast(avg(temperature) as decimal(18, 6)) as temperature, sum(precipitation) as precipitation
    from clean_weather
    group by day, store_id
),

weather as (
    select
        day,
        cast(avg(temperature) as decimal(18, 4)) as temperature,
        cast(avg(precipitation) as decimal(18, 4)) as precipitation
    from stations
    group by day
),

weeks as (
    select number from range(-4, 5) as weeks(number) where number <> 0
),

around as (
    select
        weather.day,
        count(others.temperature) as temperatures,
        sum(others.temperature) as temperature,
        count(others.precipitation) as precipitations,
        sum(others.precipitation) as precipitation
    from weather
    cross join weeks
    join weather as others on others.day = weather.day + cast(7 * weeks.number as integer)
    group by weather.day
)

select
    weather.day,
    weather.temperature,
    weather.precipitation,
    cast(case when around.temperatures >= 4 then cast(around.temperature as double) / around.temperatures end as decimal(18, 4))
        as usual_temperature,
    cast(case when around.precipitations >= 4 then cast(around.precipitation as double) / around.precipitations end as decimal(18, 4))
        as usual_precipitation,
    days.revenue,
    days.orders,
    days.usual_revenue,
    days.holiday is not null as is_holiday
from weather
join mart_days as days on days.day = weather.day
left join around on around.day = weather.day
