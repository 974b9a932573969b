-- How far off each method was when it was tried on what was known on earlier days, least first: the first is the one
-- taken. One row per (product_id, measure, method), of the whole shop where the product is NULL.
-- Section: forecast. Reads: forecasts, mart_period. Read by: report.
select
    forecasts.product_id,
    forecasts.measure,
    forecasts.method,
    forecasts.place,
    forecasts.origins,
    forecasts.smape,
    forecasts.mase
from forecasts
join mart_period on mart_period.as_of = forecasts.made_on
where forecasts.kind = 'method'
