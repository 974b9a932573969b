-- What the orders of each day and hour come to; the hour is NULL where no time of day is given. `timed` counts those that are
-- not at midnight sharp, where times stand that nobody took. One row per (ordered_on, hour_of_day).
-- Kept by: ordered_on (orders). Reads: orders_to_sum. Read by: mart_hourly_sales, the audits.
select
    ordered_on,
    cast(extract(hour from ordered_at) as integer) as hour_of_day,
    cast(sum(revenue) as decimal(38, 4)) as revenue,
    cast(sum(quantity) as decimal(38, 0)) as units,
    count(*) as sales,
    count(case when ordered_at <> cast(cast(ordered_at as date) as timestamp) then 1 end) as timed
from orders_to_sum
group by ordered_on, cast(extract(hour from ordered_at) as integer)
