-- Buyers with about the same past, as they were when the kept-back days began (then) and as they are (now): repeat purchases,
-- steps from the first to the last, and steps since the first. `mean` is what a buying day was worth, `later` what came in the
-- kept-back days. One row per (phase, repeats, recency_step, age_step).
-- Reads: customer_sums, value_window. Read by: mart_value_models, value_expected.
with pasts as (
    select
        'then' as phase,
        sums.buying_days_then - 1 as repeats,
        sums.first_ago - sums.last_ago_then as recency,
        sums.first_ago - value_window.horizon as age,
        cast(sums.bought_then as double) / sums.buying_days_then as mean,
        sums.buying_days_after as later_days,
        cast(sums.bought_after as double) as later
    from customer_sums as sums
    join value_window on sums.buying_days_then > 0 and value_window.horizon is not null
    union all
    select
        'now' as phase,
        sums.buying_days - 1 as repeats,
        sums.first_ago - sums.last_ago as recency,
        sums.first_ago as age,
        cast(sums.bought as double) / sums.buying_days as mean,
        0 as later_days,
        0 as later
    from customer_sums as sums
    join value_window on sums.buying_days > 0 and value_window.horizon is not null
)

select
    pasts.phase,
    pasts.repeats,
    cast(floor(pasts.recency / cast(value_window.step as double)) as integer) as recency_step,
    cast(floor(pasts.age / cast(value_window.step as double)) as integer) as age_step,
    count(*) as customers,
    avg(pasts.recency) as recency,
    avg(pasts.age) as age,
    sum(pasts.mean) as means,
    sum(pasts.mean * pasts.mean) as squared_means,
    cast(sum(pasts.later_days) as bigint) as later_days,
    sum(pasts.later) as later,
    sum(pasts.later * pasts.later) as squared_later,
    sum(pasts.later * pasts.mean) as later_means
from pasts
cross join value_window
group by
    pasts.phase,
    pasts.repeats,
    cast(floor(pasts.recency / cast(value_window.step as double)) as integer),
    cast(floor(pasts.age / cast(value_window.step as double)) as integer)
