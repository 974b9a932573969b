-- The flights that apply to each cell: its day lies within the flight and every key the flight carries is the cell's.
-- One row per (cell_id, flight_id). Joins: cells_to_attribute n:m flights, at most one row a pair.
-- Reads: cells_to_attribute, flights. Read by: the attribution models.
with flights_of_a_product as (
    select cells.cell_id, flights.flight_id
    from cells_to_attribute as cells
    join flights
        on flights.product_id = cells.product_id
        and cells.ordered_on between flights.starts_on and flights.ends_on
),

flights_of_all_products as (
    select cells.cell_id, flights.flight_id
    from cells_to_attribute as cells
    join flights
        on cells.ordered_on between flights.starts_on and flights.ends_on
    where flights.product_id is null
),

candidates as (
    select cell_id, flight_id from flights_of_a_product
    union all
    select cell_id, flight_id from flights_of_all_products
)

select
    cells.cell_id,
    cells.ordered_on,
    flights.flight_id,
    flights.campaign_name,
    flights.starts_on
from candidates
join cells_to_attribute as cells on cells.cell_id = candidates.cell_id
join flights on flights.flight_id = candidates.flight_id
where (flights.customer_id is null or flights.customer_id = cells.customer_id)
    and (flights.store_id is null or flights.store_id = cells.store_id)
    and (flights.country is null or flights.country = cells.country)
