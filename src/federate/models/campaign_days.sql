-- How many sales of each day any flight of a campaign applied to. One row per (ordered_on, campaign_name).
-- Kept by: ordered_on (attribution). Reads: cells_to_attribute, flight_weights. Read by: mart_campaign_sales.
with cell_campaigns as (
    select distinct cell_id, campaign_name
    from flight_weights
)

select
    cells.ordered_on,
    campaigns.campaign_name,
    cast(sum(cells.sales) as bigint) as sales
from cell_campaigns as campaigns
join cells_to_attribute as cells on cells.cell_id = campaigns.cell_id
group by cells.ordered_on, campaigns.campaign_name
