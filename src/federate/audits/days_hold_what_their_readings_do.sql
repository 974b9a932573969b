-- The days of readings summed in this run hold the visitors and degrees of their clean records, looked at once more and
-- summed in one go; and their means are those of what they hold.
-- Needs: footfall. Reads: footfall_to_sum, footfall_days_summed.
with clean as (
    select
        sum(footfall) as footfall,
        count(footfall) as footfalls,
        sum(temperature) as degrees,
        count(temperature) as temperatures
    from footfall_to_sum
),

summed as (
    select
        sum(footfall) as footfall,
        coalesce(sum(footfalls), 0) as footfalls,
        sum(degrees) as degrees,
        coalesce(sum(temperatures), 0) as temperatures,
        -- A mean is rounded to four digits.
        count(case when abs(footfall - footfall_mean * footfalls) > 0.0001 * footfalls then 1 end)
        + count(case when abs(degrees - temperature * temperatures) > 0.0001 * temperatures then 1 end) as wrong_means
    from footfall_days_summed
)

select
    clean.footfall as clean_footfall,
    summed.footfall,
    clean.footfalls as clean_footfalls,
    summed.footfalls,
    clean.degrees as clean_degrees,
    summed.degrees,
    clean.temperatures as clean_temperatures,
    summed.temperatures,
    summed.wrong_means
from clean
cross join summed
where clean.footfall is distinct from summed.footfall
    or clean.footfalls <> summed.footfalls
    or clean.degrees is distinct from summed.degrees
    or clean.temperatures <> summed.temperatures
    or summed.wrong_means > 0
