-- The campaign with the largest credit in each class, the lowest flight_id among equals, for sales with none, one, or more
-- wholes beside the residue: from two wholes on it is the same. And what the flights of the class take together.
-- One row per (lineup_id, residue). Joins: lineup_splits n:1 the largest of their class, 1:1 each flights.
-- Kept while: lineup_id in matched_cells (attribution). Reads: lineup_splits, last_lineup, flights. Read by: mart_orders, the audits.
with splits as (
    select splits.lineup_id, splits.residue, splits.flight_id, splits.weight, splits.part
    from lineup_splits as splits
    join last_lineup on splits.lineup_id > last_lineup.lineup_id
),

largest as (
    select
        lineup_id,
        residue,
        max(part) as of_none,
        max(weight + part) as of_one,
        max(2 * weight + part) as of_more,
        sum(weight) as weights,
        sum(part) as parts
    from splits
    group by lineup_id, residue
),

named as (
    select
        splits.lineup_id,
        splits.residue,
        min(case when splits.part = largest.of_none then splits.flight_id end) as of_none,
        min(case when splits.weight + splits.part = largest.of_one then splits.flight_id end) as of_one,
        min(case when 2 * splits.weight + splits.part = largest.of_more then splits.flight_id end) as of_more,
        max(largest.weights) as weights,
        max(largest.parts) as parts
    from splits
    join largest on largest.lineup_id = splits.lineup_id and largest.residue = splits.residue
    group by splits.lineup_id, splits.residue
)

select
    named.lineup_id,
    named.residue,
    with_none.campaign_name as campaign_of_none,
    with_one.campaign_name as campaign_of_one,
    with_more.campaign_name as campaign_of_more,
    cast(named.weights as bigint) as weights,
    cast(named.parts as bigint) as parts
from named
join flights as with_none on with_none.flight_id = named.of_none
join flights as with_one on with_one.flight_id = named.of_one
join flights as with_more on with_more.flight_id = named.of_more
