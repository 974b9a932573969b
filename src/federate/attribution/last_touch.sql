-- All credit for the active flight that started latest, the lowest flight_id among equals. One row per (cell_id, flight_id).
-- Reads: cell_flights. Read by: cell_lineups, lineup_flights.
with ranked as (
    select
        cell_id,
        flight_id,
        campaign_name,
        row_number() over (partition by cell_id order by starts_on desc, flight_id) as place
    from cell_flights
)

select
    cell_id,
    flight_id,
    campaign_name,
    case when place = 1 then 1 else 0 end as weight,
    1 as total_weight
from ranked
