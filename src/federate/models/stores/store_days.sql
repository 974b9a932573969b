-- Each day of the period in each store: its sales, and the visitors counted, NULL where none were. `lines` are those beyond the
-- first of an order. One row per (day, store_id); sales without a store are gathered under (not given).
-- Joins: sale_stores 1:1 footfall_stores, full, 1:1 the repeated lines. Reads: sale_stores, footfall_stores, order_lines, mart_period. Read by: mart_stores.
with sales as (
    select
        days.ordered_on as day,
        coalesce(days.store_id, '(not given)') as store_id,
        sum(days.revenue) as revenue,
        sum(days.units) as units,
        sum(days.sales) as sales
    from sale_stores as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.ordered_on, coalesce(days.store_id, '(not given)')
),

visits as (
    select days.day, days.store_id, days.visitors
    from footfall_stores as days
    join mart_period on days.day between mart_period.first_day and mart_period.as_of
),

repeats as (
    select ordered_on as day, coalesce(store_id, '(not given)') as store_id, count(*) - count(distinct order_id) as lines
    from order_lines
    group by ordered_on, coalesce(store_id, '(not given)')
)

select
    coalesce(sales.day, visits.day) as day,
    coalesce(sales.store_id, visits.store_id) as store_id,
    coalesce(sales.revenue, 0) as revenue,
    sales.units,
    coalesce(sales.sales, 0) as sales,
    coalesce(repeats.lines, 0) as lines,
    visits.visitors
from sales
full join visits on visits.day = sales.day and visits.store_id = sales.store_id
left join repeats on repeats.day = sales.day and repeats.store_id = sales.store_id
