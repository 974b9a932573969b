-- Every forecast lies within its band, the forecasts of the days make those of their sums, and errors are in their range.
-- One row per fault.
-- Reads: mart_forecast, mart_forecast_sums, mart_forecast_methods, mart_period.
with days as (
    select
        coalesce(daily.product_id, '') as product_id,
        daily.measure,
        count(*) as days,
        sum(daily.forecast) as forecast
    from mart_forecast as daily
    join mart_period on mart_period.as_of = daily.made_on
    group by coalesce(daily.product_id, ''), daily.measure
),

sums as (
    select coalesce(sums.product_id, '') as product_id, sums.measure, sums.forecast
    from mart_forecast_sums as sums
    join mart_period on mart_period.as_of = sums.made_on
    where sums.days = 14
)

select 'a day outside its band' as fault, product_id, measure, forecast as found
from mart_forecast
where forecast < low or forecast > high
union all
select 'a sum outside its band', product_id, measure, forecast
from mart_forecast_sums
where forecast < low or forecast > high
union all
select 'days that do not make their sum', days.product_id, days.measure, days.forecast
from days
left join sums on sums.product_id = days.product_id and sums.measure = days.measure
where days.days <> 14 or sums.forecast is distinct from days.forecast
union all
select 'an error out of range', product_id, measure, cast(smape as decimal(18, 4))
from mart_forecast_methods
where smape < 0 or smape > 2 or mase < 0
