-- How many visits of the whole period got how far with each product. One row per product_id; events of no product are gathered
-- under (not given). A visit counts once for each product it had to do with, for a step if it reached it or a later one with this
-- product, a session once, on whatever days; without sessions a user once a day. Steps of which no event in the whole period
-- names a product are NULL: checkouts often do not. Demand pressure is view and cart events per unit bought.
-- Joins: the sums 1:1 visit_shifts, 1:1 the purchases, n:1 clean_products.
-- Section: funnel. Needs: events. Reads: event_products, visit_shifts, event_purchases, clean_products, mart_period. Read by: mart_funnel_categories, report, tables/funnel_products.csv.
with sums as (
    select
        days.product_id,
        sum(days.view_events) as view_events,
        sum(days.cart_events) as cart_events,
        sum(days.checkout_events) as checkout_events,
        sum(days.purchase_events) as purchase_events,
        sum(days.views) as views,
        sum(days.carts) as carts,
        sum(days.checkouts) as checkouts,
        sum(days.purchases) as purchases
    from event_products as days
    join mart_period on days.day <= mart_period.as_of
    group by days.product_id
),

measured as (
    select
        coalesce(sum(view_events), 0) > 0 as has_views,
        coalesce(sum(cart_events), 0) > 0 as has_carts,
        coalesce(sum(checkout_events), 0) > 0 as has_checkouts,
        coalesce(sum(purchase_events), 0) > 0 as has_purchases
    from sums
    where product_id is not null
),

shifts as (
    select
        name as product_id,
        sum(views) as views,
        sum(carts) as carts,
        sum(checkouts) as checkouts,
        sum(purchases) as purchases
    from visit_shifts
    where grain = 'product'
    group by name
),

bought as (
    select purchases.product_id, sum(purchases.units) as units, sum(purchases.value) as value
    from event_purchases as purchases
    join mart_period on purchases.day <= mart_period.as_of
    group by purchases.product_id
),

counted as (
    select
        sums.product_id,
        sums.view_events,
        sums.cart_events,
        sums.checkout_events,
        sums.purchase_events,
        sums.views + coalesce(shifts.views, 0) as visits,
        case when measured.has_views then sums.views + coalesce(shifts.views, 0) end as views,
        case when measured.has_carts then sums.carts + coalesce(shifts.carts, 0) end as carts,
        case when measured.has_checkouts then sums.checkouts + coalesce(shifts.checkouts, 0) end as checkouts,
        case when measured.has_purchases then sums.purchases + coalesce(shifts.purchases, 0) end as purchases
    from sums
    cross join measured
    left join shifts on shifts.product_id is not distinct from sums.product_id
)

select
    coalesce(counted.product_id, '(not given)') as product_id,
    products.product_name,
    products.category,
    cast(counted.visits as bigint) as visits,
    cast(counted.views as bigint) as views,
    cast(counted.carts as bigint) as carts,
    cast(counted.checkouts as bigint) as checkouts,
    cast(counted.purchases as bigint) as purchases,
    case when counted.views > 0 then round(cast(counted.carts as double) / counted.views, 6) end as cart_rate,
    case when counted.carts > 0 then round(cast(counted.checkouts as double) / counted.carts, 6) end as checkout_rate,
    case when counted.checkouts > 0 then round(cast(counted.purchases as double) / counted.checkouts, 6) end as purchase_rate,
    case when counted.visits > 0 then round(cast(counted.purchases as double) / counted.visits, 6) end as conversion,
    cast(coalesce(bought.units, 0) as bigint) as units,
    cast(bought.value as decimal(18, 4)) as value,
    case when bought.units > 0 then round(cast(counted.view_events + counted.cart_events as double) / bought.units, 4) end
        as demand_pressure,
    cast(counted.view_events as bigint) as view_events,
    cast(counted.cart_events as bigint) as cart_events,
    cast(counted.checkout_events as bigint) as checkout_events,
    cast(counted.purchase_events as bigint) as purchase_events
from counted
left join bought on bought.product_id is not distinct from counted.product_id
left join clean_products as products on products.product_id = counted.product_id
