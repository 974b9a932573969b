-- What each campaign earned, campaigns without a sale included. One row per campaign_name.
-- Reads: clean_campaigns, mart_attribution, mart_orders, mart_period. Read by: report, figures.
with campaigns as (
    select
        flights.campaign_name,
        count(*) as flights,
        sum(flights.spend) as spend
    from clean_campaigns as flights
    join mart_period on flights.starts_on <= mart_period.as_of
    group by flights.campaign_name
),

credits as (
    select
        attribution.campaign_name,
        count(distinct orders.order_id) as orders,
        count(*) as credits,
        sum(attribution.credit) as attributed_revenue,
        sum(attribution.full_credit) as full_credit_revenue
    from mart_attribution as attribution
    join mart_orders as orders on orders.sale_id = attribution.sale_id
    group by attribution.campaign_name
)

select
    campaigns.campaign_name,
    campaigns.flights,
    coalesce(credits.orders, 0) as orders,
    coalesce(credits.credits, 0) as credits,
    cast(coalesce(credits.attributed_revenue, 0) as decimal(18, 4)) as attributed_revenue,
    cast(coalesce(credits.full_credit_revenue, 0) as decimal(18, 4)) as full_credit_revenue,
    cast(campaigns.spend as decimal(18, 4)) as spend
from campaigns
left join credits on credits.campaign_name = campaigns.campaign_name
