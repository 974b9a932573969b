-- The marts hold nothing after the as-of day.
-- Reads: mart_period, mart_daily_sales.
with days as (
    select 'mart_daily_sales' as mart, max(day) as last_day from mart_daily_sales
)

select days.mart, days.last_day, mart_period.as_of
from days
cross join mart_period
where days.last_day > mart_period.as_of
