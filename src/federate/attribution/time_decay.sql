-- Credit halves with every 7 days since a flight started, relative to the youngest active one; in billionths, so that
-- what is split stays whole. One row per (cell_id, flight_id).
-- Reads: cell_flights. Read by: cell_lineups, lineup_flights.
with aged as (
    select
        cell_id,
        flight_id,
        campaign_name,
        date_diff('day', starts_on, ordered_on) as age,
        min(date_diff('day', starts_on, ordered_on)) over (partition by cell_id) as youngest
    from cell_flights
),

weighted as (
    select
        cell_id,
        flight_id,
        campaign_name,
        cast(round(1000000000 * power(2, (youngest - age) / 7.0)) as bigint) as weight
    from aged
)

select
    cell_id,
    flight_id,
    campaign_name,
    weight,
    cast(sum(weight) over (partition by cell_id) as bigint) as total_weight
from weighted
