-- The cells of a line-up have the same flights at the same weights, which it stands for.
-- Needs: campaigns. Reads: flight_weights, matched_cells, lineup_flights.
select weights.cell_id, weights.flight_id, weights.weight, cells.lineup_id, cells.active_flights
from flight_weights as weights
left join matched_cells as cells on cells.cell_id = weights.cell_id
left join lineup_flights as flights on flights.lineup_id = cells.lineup_id and flights.flight_id = weights.flight_id
where flights.weight is distinct from weights.weight
