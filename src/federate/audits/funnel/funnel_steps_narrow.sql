-- Each day and product is in the funnel once, no step has more visits than the one before or fewer than none, and no rate lies
-- outside of 0 to 1.
-- Reads: mart_funnel, mart_funnel_products.
with steps as (
    select
        'mart_funnel' as mart,
        cast(day as varchar) as name,
        visits,
        views,
        carts,
        checkouts,
        purchases,
        cart_rate,
        checkout_rate,
        purchase_rate,
        conversion,
        abandonment
    from mart_funnel
    union all
    select
        'mart_funnel_products',
        product_id,
        visits,
        views,
        carts,
        checkouts,
        purchases,
        cart_rate,
        checkout_rate,
        purchase_rate,
        conversion,
        null
    from mart_funnel_products
),

numbered as (
    select
        steps.*,
        count(*) over (partition by mart, name) as times,
        coalesce(views, visits) as least_views,
        coalesce(carts, views, visits) as least_carts,
        coalesce(checkouts, carts, views, visits) as least_checkouts
    from steps
)

select mart, name, times, visits, views, carts, checkouts, purchases
from numbered
where times <> 1
    or views > visits
    or carts > least_views
    or checkouts > least_carts
    or purchases > least_checkouts
    or least(visits, coalesce(carts, 0), coalesce(checkouts, 0), coalesce(purchases, 0)) < 0
    or cart_rate not between 0 and 1
    or checkout_rate not between 0 and 1
    or purchase_rate not between 0 and 1
    or conversion not between 0 and 1
    or abandonment not between 0 and 1
