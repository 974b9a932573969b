-- The events of each product on each day, and how many visits got how far with it: each step counts those that reached it or a
-- later one. One row per (day, product_id), NULL for events of no product.
-- Kept by: day (events). Needs: events. Reads: visit_products. Read by: mart_funnel_products, mart_funnel_categories, the audits.
select
    day,
    product_id,
    cast(sum(view_events) as bigint) as view_events,
    cast(sum(cart_events) as bigint) as cart_events,
    cast(sum(checkout_events) as bigint) as checkout_events,
    cast(sum(purchase_events) as bigint) as purchase_events,
    count(visit) as views,
    count(case when reached >= 2 then visit end) as carts,
    count(case when reached >= 3 then visit end) as checkouts,
    count(case when reached >= 4 then visit end) as purchases
from visit_products
group by day, product_id
