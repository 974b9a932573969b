-- When something was first put in the cart by each visit on each day, by whom where that is known, and when it last bought something
-- on that day. One row per (day, visit).
-- Kept by: day (events). Needs: events. Reads: events_to_sum. Read by: cart_fates.
select
    happened_on as day,
    coalesce(session_id, 'user ' || user_id || ' on ' || cast(happened_on as varchar)) as visit,
    max(case when kind = 'cart' then user_id end) as user_id,
    min(case when kind = 'cart' then happened_at end) as first_cart_at,
    max(case when kind = 'purchase' then happened_at end) as last_purchase_at
from events_to_sum
where kind in ('cart', 'purchase') and (session_id is not null or user_id is not null)
group by happened_on, coalesce(session_id, 'user ' || user_id || ' on ' || cast(happened_on as varchar))
having min(case when kind = 'cart' then happened_at end) is not null
