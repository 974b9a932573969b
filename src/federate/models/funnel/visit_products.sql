-- How far each visit got with each product on each day, from one look at the events: 1 saw it, 2 put it in the cart, 3 went to the
-- checkout, 4 bought it. A visit is a session; an event without one counts for its user, once a day; one with neither for nobody.
-- One row per (day, visit, product_id), either of the last being NULL where it is not known.
-- Needs: events. Reads: events_to_sum. Read by: event_days, event_products, event_categories.
select
    events.happened_on as day,
    coalesce(events.session_id, 'user ' || events.user_id || ' on ' || cast(events.happened_on as varchar)) as visit,
    events.product_id,
    max(case events.kind when 'purchase' then 4 when 'checkout' then 3 when 'cart' then 2 else 1 end) as reached,
    count(case when events.kind = 'view' then 1 end) as view_events,
    count(case when events.kind = 'cart' then 1 end) as cart_events,
    count(case when events.kind = 'checkout' then 1 end) as checkout_events,
    count(case when events.kind = 'purchase' then 1 end) as purchase_events
from events_to_sum as events
group by
    events.happened_on,
    coalesce(events.session_id, 'user ' || events.user_id || ' on ' || cast(events.happened_on as varchar)),
    events.product_id
