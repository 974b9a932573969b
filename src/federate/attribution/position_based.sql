-- 40 % for the flight that started first, 40 % for the last, 20 % shared by those between; two share equally. In whole
-- weights: the outer ones 2 (n - 2), the others 1. One row per (cell_id, flight_id).
-- Reads: cell_flights. Read by: cell_lineups, lineup_flights.
with ranked as (
    select
        cell_id,
        flight_id,
        campaign_name,
        row_number() over (partition by cell_id order by starts_on, flight_id) as place,
        count(*) over (partition by cell_id) as flights
    from cell_flights
),

weighted as (
    select
        cell_id,
        flight_id,
        campaign_name,
        case when flights > 2 and place in (1, flights) then 2 * (flights - 2) else 1 end as weight
    from ranked
)

select
    cell_id,
    flight_id,
    campaign_name,
    weight,
    cast(sum(weight) over (partition by cell_id) as bigint) as total_weight
from weighted
