-- When something was first put in the cart by each visit on each day, and by whom where that is known. One row per (day, visit).
-- Kept by: day (events). Needs: events. Reads: events_to_sum. Read by: cart_fates.
select
    happened_on as day,
    coalesce(session_id, 'user ' || user_id || ' on ' || cast(happened_on as varchar)) as visit,
    max(user_id) as user_id,
    min(happened_at) as first_cart_at
from events_to_sum
where kind = 'cart' and (session_id is not null or user_id is not null)
group by happened_on, coalesce(session_id, 'user ' || user_id || ' on ' || cast(happened_on as varchar))
