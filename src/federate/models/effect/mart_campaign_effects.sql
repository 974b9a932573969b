-- What each campaign cost, what was credited to it, and what its flights are estimated to have brought beyond what would
-- have been sold without them, as far as that can be told; campaigns without a sale included. The bounds of the sum are
-- from those of its flights (Zou & Donner, Statistics in Medicine 27, 2008); flights that begin in the same month share
-- their days and whatever else moved sales on them, so that their errors are taken as correlated by a quarter, others' as
-- independent. One row per campaign_name.
-- Joins: mart_campaign_sales 1:1 the sums of mart_flight_effects.
-- Section: effect. Needs: campaigns. Reads: mart_campaign_sales, mart_flight_effects. Read by: report, figures.
with months as (
    select
        campaign_name,
        count(lift) as flights_estimated,
        count(case when is_running then 1 end) as flights_running,
        sum(case when lift is not null then revenue end) as revenue_estimated,
        sum(case when lift is not null then spend end) as spend_estimated,
        count(case when lift is not null and spend is null then 1 end) as spends_missing,
        sum(extra_revenue) as extra_revenue,
        0.75 * sum(power(cast(extra_revenue - extra_low as double), 2))
            + 0.25 * power(sum(cast(extra_revenue - extra_low as double)), 2) as square_below,
        0.75 * sum(power(cast(extra_high - extra_revenue as double), 2))
            + 0.25 * power(sum(cast(extra_high - extra_revenue as double)), 2) as square_above
    from mart_flight_effects
    group by campaign_name, date_trunc('month', starts_on)
),

own_flights as (
    select
        campaign_name,
        cast(sum(flights_estimated) as bigint) as flights_estimated,
        cast(sum(flights_running) as bigint) as flights_running,
        sum(revenue_estimated) as revenue_estimated,
        sum(spend_estimated) as spend_estimated,
        sum(spends_missing) as spends_missing,
        sum(extra_revenue) as extra_revenue,
        sqrt(sum(square_below)) as reach_below,
        sqrt(sum(square_above)) as reach_above
    from months
    group by campaign_name
),

beside as (
    select
        sales.campaign_name,
        sales.flights,
        own_flights.flights_estimated,
        own_flights.flights_running,
        sales.spend,
        sales.orders,
        sales.attributed_revenue,
        own_flights.extra_revenue,
        round(cast(own_flights.extra_revenue as double) - own_flights.reach_below, 2) as extra_low,
        round(cast(own_flights.extra_revenue as double) + own_flights.reach_above, 2) as extra_high,
        cast(own_flights.revenue_estimated as double) as amount,
        case when own_flights.spends_missing = 0 then own_flights.spend_estimated end as spend_estimated
    from mart_campaign_sales as sales
    left join own_flights on own_flights.campaign_name = sales.campaign_name
)

select
    campaign_name,
    flights,
    flights_estimated,
    flights_running,
    spend,
    orders,
    attributed_revenue,
    case when orders > 0 then cast(round(cast(spend as double) / orders, 4) as decimal(18, 4)) end as cost_per_order,
    case when spend > 0 then round(cast(attributed_revenue as double) / cast(spend as double), 6) end as return_on_spend,
    cast(extra_revenue as decimal(18, 4)) as extra_revenue,
    cast(extra_low as decimal(18, 4)) as extra_low,
    cast(extra_high as decimal(18, 4)) as extra_high,
    case when amount > extra_high then round(amount / (amount - cast(extra_revenue as double)) - 1, 6) end as lift,
    case when amount > extra_high then round(amount / (amount - extra_low) - 1, 6) end as lift_low,
    case when amount > extra_high then round(amount / (amount - extra_high) - 1, 6) end as lift_high,
    case
        when spend_estimated > 0 then round(cast(extra_revenue as double) / cast(spend_estimated as double), 6)
    end as extra_on_spend
from beside
