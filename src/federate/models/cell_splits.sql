-- How a residue is split among a cell's flights: every flight gets its share rounded down, and what is left goes out one
-- by one by largest remainder, ties by flight_id. Few residues occur, so that few are ranked, however many sales there are.
-- One row per (cell_id, residue, flight_id). Joins: sale_units n:m flight_weights on the cell.
-- Reads: sale_units, flight_weights. Read by: mart_attribution.
with residues as (
    select distinct cell_id, residue
    from sale_units
),

shares as (
    select
        residues.cell_id,
        residues.residue,
        weights.flight_id,
        weights.campaign_name,
        weights.weight,
        weights.total_weight,
        cast(residues.residue as decimal(38, 0)) * weights.weight as share,
        mod(cast(residues.residue as decimal(38, 0)) * weights.weight, weights.total_weight) as remainder
    from residues
    join flight_weights as weights on weights.cell_id = residues.cell_id
),

ranked as (
    select
        shares.*,
        sum(remainder) over (partition by cell_id, residue) as remainders,
        row_number() over (partition by cell_id, residue order by remainder desc, flight_id) as place
    from shares
)

select
    cell_id,
    residue,
    flight_id,
    campaign_name,
    weight,
    -- The quotient is whole, so that a double holds it exactly.
    cast(round(cast(share - remainder as double) / total_weight) as bigint)
        + case when place * total_weight <= remainders then 1 else 0 end as part
from ranked
