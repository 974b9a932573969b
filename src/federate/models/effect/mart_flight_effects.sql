-- What each flight that has begun cost, what was sold of what it applies to while it ran, and by which share more that was
-- than without it, with the bounds within which that lies in 95 of 100 cases: an estimate, not a proof. `reason` says why
-- there is none. Extra revenue is that of the flight's days less what they would have brought without it. One row per
-- flight_id. Joins: clean_campaigns 1:1 flight_lifts, 1:1 the sums of flight_days,
-- n:1 clean_products.
-- Section: effect. Needs: campaigns. Reads: clean_campaigns, mart_period, flight_days, flight_lifts, clean_products. Read by: mart_campaign_effects, report, figures.
with begun as (
    select
        flights.flight_id,
        flights.campaign_name,
        flights.product_id,
        flights.customer_id,
        flights.store_id,
        flights.country,
        flights.starts_on,
        flights.ends_on,
        flights.spend,
        flights.ends_on > mart_period.as_of as is_running
    from clean_campaigns as flights
    join mart_period on flights.starts_on <= mart_period.as_of
),

sold as (
    select
        days.flight_id,
        sum(days.full_credit_revenue) as revenue,
        sum(days.credits) as sales,
        sum(days.attributed_revenue) as attributed_revenue
    from flight_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.flight_id
),

beside as (
    select
        begun.*,
        coalesce(sold.revenue, 0) as revenue,
        coalesce(sold.sales, 0) as sales,
        coalesce(sold.attributed_revenue, 0) as attributed_revenue,
        lifts.factor,
        lifts.factor_low,
        lifts.factor_high,
        lifts.baseline_days,
        lifts.reason,
        cast(coalesce(sold.revenue, 0) as double) as amount
    from begun
    left join sold on sold.flight_id = begun.flight_id
    left join flight_lifts as lifts on lifts.flight_id = cast(begun.flight_id as varchar)
)

select
    beside.flight_id,
    beside.campaign_name,
    beside.product_id,
    named.product_name,
    beside.customer_id,
    beside.store_id,
    beside.country,
    beside.starts_on,
    beside.ends_on,
    beside.is_running,
    cast(spend as decimal(18, 4)) as spend,
    cast(revenue as decimal(18, 4)) as revenue,
    cast(sales as bigint) as sales,
    cast(attributed_revenue as decimal(18, 4)) as attributed_revenue,
    round(factor - 1, 6) as lift,
    round(factor_low - 1, 6) as lift_low,
    round(factor_high - 1, 6) as lift_high,
    cast(round(amount * (1 - 1 / factor), 2) as decimal(18, 4)) as extra_revenue,
    cast(round(least(amount * (1 - 1 / factor_low), amount * (1 - 1 / factor_high)), 2) as decimal(18, 4)) as extra_low,
    cast(round(greatest(amount * (1 - 1 / factor_low), amount * (1 - 1 / factor_high)), 2) as decimal(18, 4)) as extra_high,
    baseline_days,
    beside.reason
from beside
left join clean_products as named on named.product_id = beside.product_id
