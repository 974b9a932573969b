-- The days on which each product was sold, and whether at a discount: when four fifths of its units were; not when none was. One row per (product_id, day); days in between are mixed.
-- Reads: discount_days, mart_period. Read by: mart_discount_comparison.
with days as (
    select
        days.product_id,
        days.ordered_on as day,
        cast(sum(days.units) as double) as units,
        cast(sum(days.lines) as double) as lines,
        cast(sum(case when days.band > 0 then days.units else 0 end) as double) as discounted_units,
        count(*) - count(days.band) as unknown
    from discount_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    where days.product_id is not null and days.units > 0
    group by days.product_id, days.ordered_on
)

select
    product_id,
    day,
    units,
    lines,
    case when discounted_units = 0 then 'none' when discounted_units >= 0.8 * units then 'discounted' else 'mixed' end as kind
from days
where unknown = 0
