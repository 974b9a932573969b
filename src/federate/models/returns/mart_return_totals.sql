-- What was sold and what came back in all, and how long that took where the sale is known. One row.
-- Section: returns. Reads: mart_return_days, return_parts. Read by: report, the audits.
with sold as (
    select sum(sold_units) as units, sum(sold_revenue) as revenue from mart_return_days
),

back as (
    select
        coalesce(max(origin), 'none') as origin,
        coalesce(sum(returns), 0) as returns,
        coalesce(sum(units), 0) as units,
        coalesce(sum(value), 0) as value,
        coalesce(sum(without_value), 0) as without_value,
        coalesce(sum(case when sold_on is null then 0 else returns end), 0) as matched,
        sum(date_diff('day', sold_on, returned_on) * returns)
            / nullif(cast(sum(case when sold_on is null then 0 else returns end) as double), 0) as mean_days
    from return_parts
)

select
    back.origin,
    cast(sold.units as bigint) as sold_units,
    cast(sold.revenue as decimal(18, 4)) as sold_revenue,
    cast(back.returns as bigint) as returns,
    cast(back.units as bigint) as returned_units,
    cast(back.value as decimal(18, 4)) as returned_value,
    cast(back.without_value as bigint) as without_value,
    cast(back.matched as bigint) as matched,
    round(back.mean_days, 2) as mean_days
from sold
cross join back
