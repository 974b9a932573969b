-- What is shown beside the forecasts of the whole shop is what its days brought. One row per day that differs.
-- Reads: mart_forecast, mart_daily_sales.
select foreseen.day, foreseen.measure, foreseen.actual, daily.revenue, daily.units
from mart_forecast as foreseen
left join mart_daily_sales as daily on daily.day = foreseen.day
where foreseen.product_id is null
    and foreseen.actual is not null
    and foreseen.actual is distinct from case when foreseen.measure = 'revenue' then daily.revenue else daily.units end
