-- The effects hold every flight that has begun once, what all of them cost and what was credited to them; and campaigns
-- as many as have one. One row with both sides where they differ.
-- Reads: mart_flight_effects, mart_campaign_effects, mart_campaign_sales.
select *
from (
    select count(*) as flights, count(distinct flight_id) as ids, sum(spend) as spend, sum(attributed_revenue) as credited
    from mart_flight_effects
) as own
cross join (
    select coalesce(sum(flights), 0) as flights_begun, sum(spend) as spent, sum(attributed_revenue) as credits, count(*) as campaigns
    from mart_campaign_sales
) as sales
cross join (select count(*) as campaigns_shown from mart_campaign_effects) as shown
where flights <> flights_begun
    or flights <> ids
    or spend is distinct from spent
    or credited is distinct from credits
    or campaigns <> campaigns_shown
