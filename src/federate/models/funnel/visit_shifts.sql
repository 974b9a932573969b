-- What is to be added to the visits counted day by day so that a session that lasts beyond midnight counts once, on the day it
-- began: taken from each of its days, given to the first. One row per (grain, day, name): of all visits, of each product, of each
-- category, with name NULL for all and for what has none.
-- Joins: long_visits n:1 clean_products. Needs: events. Reads: long_visits, clean_products, mart_period. Read by: mart_funnel, mart_funnel_products, mart_funnel_categories.
with visits as (
    select
        visits.day,
        visits.visit,
        visits.product_id,
        products.category,
        visits.reached,
        min(visits.day) over (partition by visits.visit) as began_on
    from long_visits as visits
    join mart_period on visits.day <= mart_period.as_of
    left join clean_products as products on products.product_id = visits.product_id
),

named as (
    select 'all' as grain, cast(null as varchar) as name, visit, day, began_on, reached from visits
    union all
    select 'product', product_id, visit, day, began_on, reached from visits
    union all
    select 'category', category, visit, day, began_on, reached from visits
),

shifts as (
    select grain, name, day, -1 as shift, max(reached) as reached
    from named
    group by grain, name, visit, day
    union all
    select grain, name, min(began_on), 1, max(reached)
    from named
    group by grain, name, visit
)

select
    grain,
    day,
    name,
    cast(sum(shift) as bigint) as views,
    cast(sum(case when reached >= 2 then shift else 0 end) as bigint) as carts,
    cast(sum(case when reached >= 3 then shift else 0 end) as bigint) as checkouts,
    cast(sum(case when reached >= 4 then shift else 0 end) as bigint) as purchases
from shifts
group by grain, day, name
