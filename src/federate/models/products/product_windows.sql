-- How much of each product was sold in the last 28 days, in the 28 before, and in the up to 84 before the last 28, which say what
-- is usual. Counts are units, of a source without quantities order lines. `chi_square` is Pearson's for counts of single days about
-- the mean of their weekday in the window, on `freedom` degrees: its quotient says how much more than Poisson counts they vary.
-- `decayed` weighs each count of the last 28 days by half for every 7 days that it lies before the last one. Fractions are summed as decimals,
-- so that no order of the rows makes another sum. One row per product with a sale in these days. Reads: sale_cells, mart_period. Read by: mart_movers, mart_trending.
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
        cast(sum(case when counted.units > 0 then coalesce(cells.units, 0) else cells.sales end) as double) as amount
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of and cells.ordered_on > mart_period.as_of - 112
    cross join counted
    where cells.product_id is not null
    group by cells.product_id, date_diff('day', cells.ordered_on, mart_period.as_of)
),

weekdays as (
    select
        product_id,
        mod(age, 7) as weekday,
        sum(case when age < 28 then revenue else 0 end) as revenue_now,
        sum(case when age >= 28 and age < 56 then revenue else 0 end) as revenue_before,
        sum(case when age < 28 then amount else 0 end) as sum_now,
        sum(case when age >= 28 and age < 56 then amount else 0 end) as sum_before,
        sum(case when age >= 28 then amount else 0 end) as sum_usual,
        sum(case when age < 28 then amount * amount else 0 end) as squares_now,
        sum(case when age >= 28 and age < 56 then amount * amount else 0 end) as squares_before,
        sum(case when age >= 28 then amount * amount else 0 end) as squares_usual,
        sum(cast(case when age < 28 then amount * power(0.5, age / 7.0) else 0 end as decimal(38, 9))) as decayed
    from days
    group by product_id, mod(age, 7)
),

-- How many days of a weekday are covered by those that say what is usual.
covered as (
    select
        weekdays.*,
        floor((case when mart_period.days > 112 then 83 else mart_period.days - 29 end - weekdays.weekday) / 7.0) + 1 as days_usual
    from weekdays
    cross join mart_period
)

select
    product_id,
    cast(sum(sum_now) as bigint) as count_now,
    cast(sum(sum_before) as bigint) as count_before,
    cast(sum(sum_usual) as bigint) as count_usual,
    cast(sum(cast(case when sum_now > 0 then 4 * squares_now / sum_now - sum_now else 0 end as decimal(38, 6))) as double)
        as chi_square_now,
    cast(sum(cast(case when sum_before > 0 then 4 * squares_before / sum_before - sum_before else 0 end as decimal(38, 6))) as double)
        as chi_square_before,
    cast(sum(cast(case when sum_usual > 0 then days_usual * squares_usual / sum_usual - sum_usual else 0 end as decimal(38, 6))) as double)
        as chi_square_usual,
    sum(case when sum_now > 0 then 3 else 0 end) as freedom_now,
    sum(case when sum_before > 0 then 3 else 0 end) as freedom_before,
    sum(case when sum_usual > 0 then days_usual - 1 else 0 end) as freedom_usual,
    sum(revenue_now) as revenue_now,
    sum(revenue_before) as revenue_before,
    cast(sum(decayed) as double) as decayed
from covered
group by product_id
