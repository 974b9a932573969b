-- A correlation with the weather lies between -1 and 1 and within its interval, its p between 0 and 1, and it says no more than its
-- days do; each day of weather is there once.
-- Reads: mart_weather, mart_weather_days.
with repeated as (
    select count(*) - count(distinct day) as days from mart_weather_days
)

select links.measure, links.r, links.low, links.high, links.p, links.days, links.effective_days, repeated.days as repeated_days
from mart_weather as links
cross join repeated
where not (
    links.low between -1 and links.r
    and links.high between links.r and 1
    and links.p between 0 and 1
    and links.effective_days between 0 and links.days
    and repeated.days = 0
)
