-- Buyers with as many buying days and about the same mean value of one: steps of an eighth of e. One row per (phase, purchases, size).
-- Reads: customer_sums, value_window. Read by: mart_value_models.
with means as (
    select 'then' as phase, buying_days_then as purchases, cast(bought_then as double) / buying_days_then as mean
    from customer_sums
    where buying_days_then > 0
    union all
    select 'now' as phase, buying_days as purchases, cast(bought as double) / buying_days as mean
    from customer_sums
    where buying_days > 0
)

select
    means.phase,
    means.purchases,
    cast(floor(8 * ln(means.mean)) as integer) as size,
    count(*) as customers,
    avg(means.mean) as mean
from means
join value_window on value_window.horizon is not null
group by means.phase, means.purchases, cast(floor(8 * ln(means.mean)) as integer)
