-- The flights of each line-up, those of its first cell. One row per (lineup_id, flight_id).
-- Reads: cell_lineups, flight_weights. Read by: campaign_days, lineup_splits, the audits.
with first_cells as (
    select lineup_id, min(cell_id) as cell_id
    from cell_lineups
    group by lineup_id
)

select
    first_cells.lineup_id,
    weights.flight_id,
    weights.campaign_name,
    weights.weight,
    weights.total_weight
from first_cells
join flight_weights as weights on weights.cell_id = first_cells.cell_id
