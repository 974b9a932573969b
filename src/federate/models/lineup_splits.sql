-- How a residue is split among the flights of a line-up: every flight gets its share rounded down, and what is left goes out one
-- by one by largest remainder, ties by flight_id. Few residues occur, so that few are ranked, however many sales there are.
-- One row per (lineup_id, residue, flight_id). Joins: sale_classes n:m lineup_flights on the line-up.
-- Kept while: lineup_id in matched_cells (attribution). Reads: sale_classes, lineup_flights. Read by: class_flights, flight_days, mart_attribution, mart_campaign_sales, the audits.
with residues as (
    select distinct lineup_id, residue
    from sale_classes
),

shares as (
    select
        residues.lineup_id,
        residues.residue,
        flights.flight_id,
        flights.campaign_name,
        flights.weight,
        flights.total_weight,
        cast(residues.residue as decimal(38, 0)) * flights.weight as share,
        mod(cast(residues.residue as decimal(38, 0)) * flights.weight, flights.total_weight) as remainder
    from residues
    join lineup_flights as flights on flights.lineup_id = residues.lineup_id
),

ranked as (
    select
        shares.*,
        sum(remainder) over (partition by lineup_id, residue) as remainders,
        row_number() over (partition by lineup_id, residue order by remainder desc, flight_id) as place
    from shares
)

select
    lineup_id,
    residue,
    flight_id,
    campaign_name,
    weight,
    -- The quotient is whole, so that a double holds it exactly.
    cast(round(cast(share - remainder as double) / total_weight) as bigint)
        + case when place * total_weight <= remainders then 1 else 0 end as part
from ranked
