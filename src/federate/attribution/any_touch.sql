-- Full credit for every active flight: the sum exceeds the revenue. One row per (cell_id, flight_id).
-- Reads: cell_flights. Read by: cell_lineups, lineup_flights.
select
    cell_id,
    flight_id,
    campaign_name,
    1 as weight,
    1 as total_weight
from cell_flights
