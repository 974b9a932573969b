-- What each of the next 14 days brings, and beside what came on each of the last 7 what was foreseen a week before. One
-- row per (product_id, measure, day), of the whole shop where the product is NULL. In 80 of 100 cases what comes lies from
-- low to high. Joins: forecasts n:1 clean_products.
-- Section: forecast. Reads: forecasts, mart_period, clean_products. Read by: report, figures.
select
    forecasts.product_id,
    named.product_name,
    forecasts.measure,
    forecasts.made_on,
    forecasts.made_on + forecasts.days as day,
    forecasts.method,
    forecasts.forecast,
    forecasts.low,
    forecasts.high,
    forecasts.actual
from forecasts
cross join mart_period
left join clean_products as named on named.product_id = forecasts.product_id
where forecasts.kind = 'day'
    and (forecasts.made_on = mart_period.as_of or forecasts.made_on + forecasts.days <= mart_period.as_of)
