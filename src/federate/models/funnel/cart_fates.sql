-- What became of the carts of each day: bought when the same visit or the same user bought something within 24 hours of first
-- putting something in the cart, else abandoned. Carts that have not yet had their 24 hours by the end of the as-of day are not
-- decided. One row per day, that on which the visit put the first thing in the cart.
-- Joins: the visits n:1 those that last beyond midnight; the carts whose visit bought nothing on its day n:m event_purchases on the
-- user, or on the visit where it lasts longer, summed to one row a cart.
-- Needs: events. Reads: cart_visits, long_visits, event_purchases, mart_period. Read by: mart_funnel.
with lasting as (
    select distinct visit
    from long_visits
),

visits as (
    select visits.*, lasting.visit is not null as is_lasting
    from cart_visits as visits
    join mart_period on visits.day <= mart_period.as_of
    left join lasting on lasting.visit = visits.visit
),

carts as (
    select visit, user_id, first_cart_at as cart_at, day, is_lasting, coalesce(last_purchase_at >= first_cart_at, false) as is_bought
    from visits
    where not is_lasting
    union all
    select visit, max(user_id), min(first_cart_at), min(day), true, false
    from visits
    where is_lasting
    group by visit
),

decided as (
    select carts.*
    from carts
    cross join mart_period
    where carts.cart_at + interval '24' hour <= cast(mart_period.as_of + 1 as timestamp)
),

bought_later as (
    select decided.visit
    from decided
    join event_purchases as purchases on purchases.user_id = decided.user_id
    where not decided.is_bought
        and purchases.happened_at >= decided.cart_at
        and purchases.happened_at < decided.cart_at + interval '24' hour
    union
    select decided.visit
    from decided
    join event_purchases as purchases on purchases.visit = decided.visit
    where decided.is_lasting
        and purchases.happened_at >= decided.cart_at
        and purchases.happened_at < decided.cart_at + interval '24' hour
)

select
    decided.day,
    count(*) as carts_decided,
    count(case when not decided.is_bought and bought_later.visit is null then 1 end) as carts_abandoned
from decided
left join bought_later on bought_later.visit = decided.visit
group by decided.day
