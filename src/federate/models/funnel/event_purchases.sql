-- Every purchase of the web shop: who bought how much of what, and for how much. A purchase that states no units is one. One row
-- per purchase event.
-- Kept by: day (events). Needs: events. Reads: events_to_sum. Read by: cart_fates, mart_funnel, mart_funnel_products.
select
    happened_on as day,
    coalesce(session_id, 'user ' || user_id || ' on ' || cast(happened_on as varchar)) as visit,
    user_id,
    product_id,
    order_id,
    happened_at,
    coalesce(quantity, 1) as units,
    value
from events_to_sum
where kind = 'purchase'
