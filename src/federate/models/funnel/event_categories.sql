-- How many visits got how far with any product of a category on each day: each step counts those that reached it or a later one.
-- One row per (day, category), NULL for events of no product and products of no category.
-- Joins: visit_products n:1 product_categories. Kept by: day (events). Needs: events, products. Reads: visit_products, product_categories. Read by: mart_funnel_categories.
with visits as (
    select visits.day, visits.visit, categories.category, max(visits.reached) as reached
    from visit_products as visits
    left join product_categories as categories on categories.product_id = visits.product_id
    group by visits.day, visits.visit, categories.category
)

select
    day,
    category,
    count(visit) as views,
    count(case when reached >= 2 then visit end) as carts,
    count(case when reached >= 3 then visit end) as checkouts,
    count(case when reached >= 4 then visit end) as purchases
from visits
group by day, category
