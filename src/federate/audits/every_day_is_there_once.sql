-- The daily mart has every day from the first to the as-of day, once.
-- Reads: mart_period, mart_daily_sales.
select mart_period.days, daily.days as days_found, daily.first_day, daily.last_day
from mart_period
cross join (
    select count(*) as days, min(day) as first_day, max(day) as last_day
    from mart_daily_sales
) as daily
where daily.days <> mart_period.days
    or daily.first_day <> mart_period.first_day
    or daily.last_day <> mart_period.as_of
