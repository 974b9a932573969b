-- What the next 7 and 14 days bring together, and the last 7 as foreseen a week before. One row per
-- (product_id, measure, made_on, days), of the whole shop where the product is NULL. `earlier` is what as many days up to
-- then brought. Joins: forecasts n:1 clean_products.
-- Section: forecast. Reads: forecasts, mart_period, clean_products. Read by: report.
select
    forecasts.product_id,
    named.product_name,
    forecasts.measure,
    forecasts.made_on,
    forecasts.days,
    forecasts.method,
    forecasts.forecast,
    forecasts.low,
    forecasts.high,
    forecasts.actual,
    forecasts.earlier,
    case
        when forecasts.earlier > 0
            then round(cast(forecasts.forecast as double) / cast(forecasts.earlier as double) - 1, 6)
    end as change
from forecasts
cross join mart_period
left join clean_products as named on named.product_id = forecasts.product_id
where forecasts.kind = 'sum'
    and (forecasts.made_on = mart_period.as_of or forecasts.made_on + forecasts.days <= mart_period.as_of)
