-- Equal credit for every active flight. One row per (cell_id, flight_id); a flight gets weight / total_weight of a sale.
-- Reads: cell_flights. Read by: cell_lineups, lineup_flights.
select
    cell_id,
    flight_id,
    campaign_name,
    1 as weight,
    count(*) over (partition by cell_id) as total_weight
from cell_flights
