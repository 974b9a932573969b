-- How many visits of the whole period got how far with any product of each category. One row per category; events of no product
-- and products of no category are gathered under (not given). A visit counts once for each category it had to do with, else as in
-- mart_funnel_products, whose steps that were not measured are NULL here as well.
-- Joins: the sums 1:1 visit_shifts, 1:1 the products gathered by category.
-- Section: funnel. Needs: events, products. Reads: event_categories, visit_shifts, mart_funnel_products, mart_period. Read by: report, tables/funnel_categories.csv.
with sums as (
    select
        days.category,
        sum(days.views) as views,
        sum(days.carts) as carts,
        sum(days.checkouts) as checkouts,
        sum(days.purchases) as purchases
    from event_categories as days
    join mart_period on days.day <= mart_period.as_of
    group by days.category
),

shifts as (
    select
        name as category,
        sum(views) as views,
        sum(carts) as carts,
        sum(checkouts) as checkouts,
        sum(purchases) as purchases
    from visit_shifts
    where grain = 'category'
    group by name
),

measured as (
    select count(views) > 0 as has_views, count(carts) > 0 as has_carts, count(checkouts) > 0 as has_checkouts,
        count(purchases) > 0 as has_purchases
    from mart_funnel_products
),

products as (
    select
        category,
        count(case when product_id <> '(not given)' then 1 end) as products,
        sum(units) as units,
        sum(value) as value,
        sum(view_events) as view_events,
        sum(cart_events) as cart_events
    from mart_funnel_products
    group by category
),

counted as (
    select
        sums.category,
        sums.views + coalesce(shifts.views, 0) as visits,
        case when measured.has_views then sums.views + coalesce(shifts.views, 0) end as views,
        case when measured.has_carts then sums.carts + coalesce(shifts.carts, 0) end as carts,
        case when measured.has_checkouts then sums.checkouts + coalesce(shifts.checkouts, 0) end as checkouts,
        case when measured.has_purchases then sums.purchases + coalesce(shifts.purchases, 0) end as purchases
    from sums
    cross join measured
    left join shifts on shifts.category is not distinct from sums.category
)

select
    coalesce(counted.category, '(not given)') as category,
    cast(products.products as bigint) as products,
    cast(counted.visits as bigint) as visits,
    cast(counted.views as bigint) as views,
    cast(counted.carts as bigint) as carts,
    cast(counted.checkouts as bigint) as checkouts,
    cast(counted.purchases as bigint) as purchases,
    case when counted.views > 0 then round(cast(counted.carts as double) / counted.views, 6) end as cart_rate,
    case when counted.carts > 0 then round(cast(counted.checkouts as double) / counted.carts, 6) end as checkout_rate,
    case when counted.checkouts > 0 then round(cast(counted.purchases as double) / counted.checkouts, 6) end as purchase_rate,
    case when counted.visits > 0 then round(cast(counted.purchases as double) / counted.visits, 6) end as conversion,
    cast(products.units as bigint) as units,
    cast(products.value as decimal(18, 4)) as value,
    case when products.units > 0 then round(cast(products.view_events + products.cart_events as double) / products.units, 4) end
        as demand_pressure
from counted
left join products on products.category is not distinct from counted.category
