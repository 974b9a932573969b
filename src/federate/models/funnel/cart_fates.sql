-- What became of the carts of each day: bought when the same visit or the same user bought something within 24 hours of first
-- putting something in the cart, else abandoned. Carts that have not yet had their 24 hours by the end of the as-of day are not
-- decided. One row per day, that on which the visit put the first thing in the cart.
-- Joins: carts n:m event_purchases on the visit, and on the user, summed to one row a cart. Needs: events. Reads: cart_visits, event_purchases, mart_period. Read by: mart_funnel.
with carts as (
    select visits.visit, max(visits.user_id) as user_id, min(visits.first_cart_at) as cart_at, min(visits.day) as day
    from cart_visits as visits
    join mart_period on visits.day <= mart_period.as_of
    group by visits.visit
),

decided as (
    select carts.visit, carts.user_id, carts.cart_at, carts.day
    from carts
    cross join mart_period
    where carts.cart_at + interval '24' hour <= cast(mart_period.as_of + 1 as timestamp)
),

bought as (
    select decided.visit
    from decided
    join event_purchases as purchases on purchases.visit = decided.visit
    where purchases.happened_at >= decided.cart_at and purchases.happened_at < decided.cart_at + interval '24' hour
    union
    select decided.visit
    from decided
    join event_purchases as purchases on purchases.user_id = decided.user_id
    where purchases.happened_at >= decided.cart_at and purchases.happened_at < decided.cart_at + interval '24' hour
)

select
    decided.day,
    count(*) as carts_decided,
    count(*) - count(bought.visit) as carts_abandoned
from decided
left join bought on bought.visit = decided.visit
group by decided.day
