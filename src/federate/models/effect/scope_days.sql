-- What was sold, day by day, of whatever a flight applies to: its product, store and country, those it does not carry
-- being all. Flights for one customer are left out: they have too few sales to be held against any.
-- One row per (product_id, store_id, country, ordered_on) of the flights that have begun.
-- Joins: the keys of the flights n:m sale_cells.
-- Section: effect. Reads: clean_campaigns, sale_cells, mart_period. Read by: flight_lifts.
with scopes as (
    select distinct flights.product_id, flights.store_id, flights.country
    from clean_campaigns as flights
    join mart_period on flights.starts_on <= mart_period.as_of
    where flights.customer_id is null
),

sold as (
    select scopes.*, cells.ordered_on, cells.revenue, cells.units, cells.sales
    from scopes
    join sale_cells as cells
        on cells.product_id = scopes.product_id
        and (scopes.store_id is null or scopes.store_id = cells.store_id)
        and (scopes.country is null or scopes.country = cells.country)
    union all
    select scopes.*, cells.ordered_on, cells.revenue, cells.units, cells.sales
    from scopes
    join sale_cells as cells
        on scopes.product_id is null
        and (scopes.store_id is null or scopes.store_id = cells.store_id)
        and (scopes.country is null or scopes.country = cells.country)
)

select
    sold.product_id,
    sold.store_id,
    sold.country,
    sold.ordered_on,
    cast(sum(sold.revenue) as decimal(38, 4)) as revenue,
    cast(sum(sold.units) as decimal(38, 0)) as units,
    cast(sum(sold.sales) as bigint) as sales
from sold
join mart_period on sold.ordered_on <= mart_period.as_of
group by sold.product_id, sold.store_id, sold.country, sold.ordered_on
