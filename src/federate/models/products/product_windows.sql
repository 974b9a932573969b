-- How much of each product was sold in the last 28 days, in the 28 before, and in the up to 84 before the last 28, which say what
-- is usual. Counts are units, of a source without quantities order lines. `squares` are those of the counts of single days;
-- `decayed` weighs each count of the last 28 days by half for every 7 days that it lies before the last one. One row per product
-- with a sale in these days. Reads: sale_cells, mart_period. Read by: mart_movers, mart_trending.
with counted as (
    select count(cells.units) as units
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of
),

days as (
    select
        cells.product_id,
        date_diff('day', cells.ordered_on, mart_period.as_of) as age,
        sum(cells.revenue) as revenue,
        sum(case when counted.units > 0 then coalesce(cells.units, 0) else cells.sales end) as amount
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of and cells.ordered_on > mart_period.as_of - 112
    cross join counted
    where cells.product_id is not null
    group by cells.product_id, date_diff('day', cells.ordered_on, mart_period.as_of)
)

select
    product_id,
    sum(case when age < 28 then amount else 0 end) as count_now,
    sum(case when age >= 28 and age < 56 then amount else 0 end) as count_before,
    sum(case when age >= 28 then amount else 0 end) as count_usual,
    cast(sum(case when age < 28 then cast(amount as double) * amount else 0 end) as double) as squares_now,
    cast(sum(case when age >= 28 and age < 56 then cast(amount as double) * amount else 0 end) as double) as squares_before,
    cast(sum(case when age >= 28 then cast(amount as double) * amount else 0 end) as double) as squares_usual,
    sum(case when age < 28 then revenue else 0 end) as revenue_now,
    sum(case when age >= 28 and age < 56 then revenue else 0 end) as revenue_before,
    sum(case when age < 28 then cast(amount as double) * power(0.5, age / 7.0) else 0 end) as decayed
from days
group by product_id
