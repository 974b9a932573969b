-- The events of each day, and how many visits got how far on it: each step counts those that reached it or a later one. One row per day.
-- Kept by: day (events). Needs: events. Reads: visit_products. Read by: mart_funnel, the audits.
with visits as (
    select
        day,
        visit,
        max(reached) as reached,
        sum(view_events) as view_events,
        sum(cart_events) as cart_events,
        sum(checkout_events) as checkout_events,
        sum(purchase_events) as purchase_events
    from visit_products
    group by day, visit
)

select
    day,
    cast(sum(view_events + cart_events + checkout_events + purchase_events) as bigint) as records,
    cast(sum(view_events) as bigint) as view_events,
    cast(sum(cart_events) as bigint) as cart_events,
    cast(sum(checkout_events) as bigint) as checkout_events,
    cast(sum(purchase_events) as bigint) as purchase_events,
    cast(sum(case when visit is null then view_events + cart_events + checkout_events + purchase_events else 0 end) as bigint)
        as events_of_nobody,
    count(visit) as views,
    count(case when reached >= 2 then visit end) as carts,
    count(case when reached >= 3 then visit end) as checkouts,
    count(case when reached >= 4 then visit end) as purchases
from visits
group by day
