-- The line-up of each cell any flight applies to: cells with the same flights at the same weights split their sales alike, and
-- there are far fewer line-ups than cells. Ids go on from the last one given, those of other days being kept.
-- One row per cell_id. Reads: flight_weights, last_lineup. Read by: matched_cells, lineup_flights, campaign_days.
with cells as (
    select
        cell_id,
        count(*) as active_flights,
        max(total_weight) as total_weight,
        -- Those of a line-up are held against one another by an audit.
        sum(hash(flight_id, weight)) as print
    from flight_weights
    group by cell_id
)

select
    cells.cell_id,
    cells.active_flights,
    cells.total_weight,
    last_lineup.lineup_id + dense_rank() over (order by cells.active_flights, cells.total_weight, cells.print) as lineup_id
from cells
cross join last_lineup
