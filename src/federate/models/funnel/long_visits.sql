-- The sessions that last beyond midnight, how far each got with each product on each of its days: they were counted on each day, and
-- whoever counts sessions takes them back and counts them once. One row per (day, visit, product_id).
-- Kept by: day, visit (events). Needs: events. Reads: events_of_sessions. Read by: visit_shifts.
with lasting as (
    select session_id
    from events_of_sessions
    where session_id is not null
    group by session_id
    having min(happened_on) < max(happened_on)
)

select
    events.happened_on as day,
    events.session_id as visit,
    events.product_id,
    max(case events.kind when 'purchase' then 4 when 'checkout' then 3 when 'cart' then 2 else 1 end) as reached
from events_of_sessions as events
join lasting on lasting.session_id = events.session_id
group by events.happened_on, events.session_id, events.product_id
