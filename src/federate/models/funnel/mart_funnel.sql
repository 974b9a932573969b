-- How many visits of each day got how far: saw something, put it in the cart, went to the checkout, bought. One row per day with
-- events. A visit counts for a step if it reached it or a later one, so that no rate exceeds 1; a session counts once, on the day it
-- began; without sessions a user counts once a day. A step without any event in the whole period was not measured: NULL.
-- Conversion is purchases / views, each step's rate its visits / those of the step before, the ratios of a period sum / sum. Carts
-- are abandoned when nothing is bought within 24 hours. Orders and their value count on the day they were bought, the average
-- over those whose value is known. Demand pressure is view and cart events per unit bought.
-- Joins: event_days 1:1 each of the others.
-- Section: funnel. Needs: events. Reads: event_days, visit_shifts, event_purchases, cart_fates, mart_period. Read by: report, figures, tables/funnel.csv.
with measured as (
    select
        sum(days.view_events) > 0 as has_views,
        sum(days.cart_events) > 0 as has_carts,
        sum(days.checkout_events) > 0 as has_checkouts,
        sum(days.purchase_events) > 0 as has_purchases
    from event_days as days
    join mart_period on days.day <= mart_period.as_of
),

-- An order may have an event for each of its lines.
orders as (
    select min(day) as day, sum(value) as value
    from event_purchases
    join mart_period on day <= mart_period.as_of
    where order_id is not null
    group by order_id
    union all
    select day, value
    from event_purchases
    join mart_period on day <= mart_period.as_of
    where order_id is null
),

bought as (
    select day, count(*) as orders, count(value) as orders_valued, sum(value) as value
    from orders
    group by day
),

units as (
    select day, sum(units) as units
    from event_purchases
    group by day
),

visits as (
    select
        days.day,
        days.records,
        days.view_events,
        days.cart_events,
        days.checkout_events,
        days.purchase_events,
        days.events_of_nobody,
        days.views + coalesce(shifts.views, 0) as views,
        days.carts + coalesce(shifts.carts, 0) as carts,
        days.checkouts + coalesce(shifts.checkouts, 0) as checkouts,
        days.purchases + coalesce(shifts.purchases, 0) as purchases
    from event_days as days
    join mart_period on days.day <= mart_period.as_of
    left join visit_shifts as shifts on shifts.day = days.day and shifts.grain = 'all'
),

steps as (
    select
        visits.day,
        case when measured.has_views then visits.views end as views,
        case when measured.has_carts then visits.carts end as carts,
        case when measured.has_checkouts then visits.checkouts end as checkouts,
        case when measured.has_purchases then visits.purchases end as purchases
    from visits
    cross join measured
)

select
    visits.day,
    visits.views as visits,
    steps.views,
    steps.carts,
    steps.checkouts,
    steps.purchases,
    case when steps.views > 0 then round(cast(steps.carts as double) / steps.views, 6) end as cart_rate,
    case when steps.carts > 0 then round(cast(steps.checkouts as double) / steps.carts, 6) end as checkout_rate,
    case when steps.checkouts > 0 then round(cast(steps.purchases as double) / steps.checkouts, 6) end as purchase_rate,
    case when visits.views > 0 then round(cast(steps.purchases as double) / visits.views, 6) end as conversion,
    fates.carts_decided,
    fates.carts_abandoned,
    case when fates.carts_decided > 0 then round(cast(fates.carts_abandoned as double) / fates.carts_decided, 6) end
        as abandonment,
    coalesce(bought.orders, 0) as orders,
    coalesce(bought.orders_valued, 0) as orders_valued,
    cast(bought.value as decimal(18, 4)) as value,
    case when bought.orders_valued > 0 then cast(cast(bought.value as double) / bought.orders_valued as decimal(18, 4)) end
        as average_order_value,
    cast(coalesce(units.units, 0) as bigint) as units,
    case when units.units > 0 then round(cast(visits.view_events + visits.cart_events as double) / units.units, 4) end
        as demand_pressure,
    visits.view_events,
    visits.cart_events,
    visits.checkout_events,
    visits.purchase_events,
    visits.events_of_nobody
from visits
join steps on steps.day = visits.day
left join bought on bought.day = visits.day
left join units on units.day = visits.day
left join cart_fates as fates on fates.day = visits.day
