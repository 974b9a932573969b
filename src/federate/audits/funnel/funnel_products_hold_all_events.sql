-- The events, units and value of all products are those of all days.
-- Reads: mart_funnel, mart_funnel_products.
with days as (
    select
        coalesce(sum(view_events), 0) as view_events,
        coalesce(sum(cart_events), 0) as cart_events,
        coalesce(sum(checkout_events), 0) as checkout_events,
        coalesce(sum(purchase_events), 0) as purchase_events,
        coalesce(sum(units), 0) as units,
        coalesce(sum(value), 0) as value
    from mart_funnel
),

products as (
    select
        coalesce(sum(view_events), 0) as view_events,
        coalesce(sum(cart_events), 0) as cart_events,
        coalesce(sum(checkout_events), 0) as checkout_events,
        coalesce(sum(purchase_events), 0) as purchase_events,
        coalesce(sum(units), 0) as units,
        coalesce(sum(value), 0) as value
    from mart_funnel_products
)

select
    days.view_events as day_views,
    products.view_events as product_views,
    days.purchase_events as day_purchases,
    products.purchase_events as product_purchases,
    days.units as day_units,
    products.units as product_units,
    days.value as day_value,
    products.value as product_value
from days
cross join products
where days.view_events <> products.view_events
    or days.cart_events <> products.cart_events
    or days.checkout_events <> products.checkout_events
    or days.purchase_events <> products.purchase_events
    or days.units <> products.units
    or days.value <> products.value
