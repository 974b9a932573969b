-- What each customer bought up to the as-of day; `*_then` and `*_after` part it where the days that are kept back begin.
-- A buying day is one with a purchase; orders whose lines meet more than once count once. One row per customer_id.
-- Joins: customer_days, summed, 1:1 repeats, left. Reads: customer_days, order_lines, mart_period, value_window. Read by: value_cells, value_spends, cohort_months, mart_customers.
with days as (
    select
        days.*,
        date_diff('day', days.ordered_on, mart_period.as_of) as ago,
        value_window.horizon
    from customer_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    cross join value_window
),

repeats as (
    select cast(lines.customer_id as varchar) as customer_id, count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    where lines.customer_id is not null
    group by cast(lines.customer_id as varchar)
),

sums as (
    select
        customer_id,
        min(case when bought > 0 then ordered_on end) as first_on,
        max(case when bought > 0 then ordered_on end) as last_on,
        count(case when bought > 0 then 1 end) as buying_days,
        max(case when bought > 0 then ago end) as first_ago,
        min(case when bought > 0 then ago end) as last_ago,
        cast(sum(revenue) as decimal(18, 4)) as revenue,
        cast(sum(bought) as decimal(18, 4)) as bought,
        cast(sum(units) as bigint) as units,
        cast(sum(sales) as bigint) as sales,
        min(case when bought > 0 and ago >= horizon then ago end) as last_ago_then,
        count(case when bought > 0 and ago >= horizon then 1 end) as buying_days_then,
        cast(sum(case when ago >= horizon then bought else 0 end) as decimal(18, 4)) as bought_then,
        count(case when bought > 0 and ago < horizon then 1 end) as buying_days_after,
        cast(sum(case when ago < horizon then bought else 0 end) as decimal(18, 4)) as bought_after
    from days
    group by customer_id
)

select sums.*, sums.sales - coalesce(repeats.lines, 0) as orders
from sums
left join repeats on repeats.customer_id = sums.customer_id
