-- The campaign with the largest credit in each class, the lowest flight_id among equals, for sales with none, one, or more
-- wholes beside the residue: from two wholes on it is the same. And what the flights of the class take together.
-- One row per (cell_id, residue). Joins: cell_splits n:1 the largest of their class, 1:1 each clean_campaigns.
-- Kept by: ordered_on (attribution). Reads: cell_splits, cells_to_attribute, clean_campaigns. Read by: mart_orders, the audits.
with splits as (
    select splits.ordered_on, splits.cell_id, splits.residue, splits.flight_id, splits.weight, splits.part
    from cell_splits as splits
    join cells_to_attribute as cells on cells.cell_id = splits.cell_id
),

largest as (
    select
        cell_id,
        residue,
        max(part) as of_none,
        max(weight + part) as of_one,
        max(2 * weight + part) as of_more,
        sum(weight) as weights,
        sum(part) as parts
    from splits
    group by cell_id, residue
),

flights as (
    select
        max(splits.ordered_on) as ordered_on,
        splits.cell_id,
        splits.residue,
        min(case when splits.part = largest.of_none then splits.flight_id end) as of_none,
        min(case when splits.weight + splits.part = largest.of_one then splits.flight_id end) as of_one,
        min(case when 2 * splits.weight + splits.part = largest.of_more then splits.flight_id end) as of_more,
        max(largest.weights) as weights,
        max(largest.parts) as parts
    from splits
    join largest on largest.cell_id = splits.cell_id and largest.residue = splits.residue
    group by splits.cell_id, splits.residue
)

select
    flights.ordered_on,
    flights.cell_id,
    flights.residue,
    with_none.campaign_name as campaign_of_none,
    with_one.campaign_name as campaign_of_one,
    with_more.campaign_name as campaign_of_more,
    cast(flights.weights as bigint) as weights,
    cast(flights.parts as bigint) as parts
from flights
join clean_campaigns as with_none on with_none.flight_id = flights.of_none
join clean_campaigns as with_one on with_one.flight_id = flights.of_one
join clean_campaigns as with_more on with_more.flight_id = flights.of_more
