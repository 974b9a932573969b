-- What each campaign earned, campaigns without a sale included. One row per campaign_name.
-- Reads: flights, flight_days, campaign_days, line_cells, lineup_splits, mart_period. Read by: report, figures.
with campaigns as (
    select
        flights.campaign_name,
        count(*) as flights,
        sum(flights.spend) as spend
    from flights
    join mart_period on flights.starts_on <= mart_period.as_of
    group by flights.campaign_name
),

credits as (
    select
        flights.campaign_name,
        sum(days.credits) as credits,
        sum(days.attributed_revenue) as attributed_revenue,
        sum(days.full_credit_revenue) as full_credit_revenue
    from flight_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    join flights on flights.flight_id = days.flight_id
    group by flights.campaign_name
),

sales as (
    select days.campaign_name, sum(days.sales) as sales
    from campaign_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.campaign_name
),

lineup_campaigns as (
    select distinct splits.lineup_id, splits.campaign_name
    from lineup_splits as splits
    where splits.lineup_id in (select lineup_id from line_cells)
),

repeats as (
    select campaigns.campaign_name, count(*) - count(distinct lines.order_id) as lines
    from line_cells as lines
    join lineup_campaigns as campaigns on campaigns.lineup_id = lines.lineup_id
    group by campaigns.campaign_name
)

select
    campaigns.campaign_name,
    campaigns.flights,
    cast(coalesce(sales.sales, 0) - coalesce(repeats.lines, 0) as bigint) as orders,
    cast(coalesce(credits.credits, 0) as bigint) as credits,
    cast(coalesce(credits.attributed_revenue, 0) as decimal(18, 4)) as attributed_revenue,
    cast(coalesce(credits.full_credit_revenue, 0) as decimal(18, 4)) as full_credit_revenue,
    cast(campaigns.spend as decimal(18, 4)) as spend
from campaigns
left join credits on credits.campaign_name = campaigns.campaign_name
left join sales on sales.campaign_name = campaigns.campaign_name
left join repeats on repeats.campaign_name = campaigns.campaign_name
