-- How many sales of each day any flight of a campaign applied to. One row per (ordered_on, campaign_name).
-- Kept by: ordered_on (attribution). Reads: cells_to_attribute, cell_lineups, lineup_flights. Read by: mart_campaign_sales.
with campaigns as (
    select distinct lineup_id, campaign_name
    from lineup_flights
),

sales as (
    select cells.ordered_on, lineups.lineup_id, sum(cells.sales) as sales
    from cells_to_attribute as cells
    join cell_lineups as lineups on lineups.cell_id = cells.cell_id
    group by cells.ordered_on, lineups.lineup_id
)

select
    sales.ordered_on,
    campaigns.campaign_name,
    cast(sum(sales.sales) as bigint) as sales
from sales
join campaigns on campaigns.lineup_id = sales.lineup_id
group by sales.ordered_on, campaigns.campaign_name
