-- How a residue is split among a cell's flights: every flight gets its share rounded down, and what is left goes out one
-- by one by largest remainder, ties by flight_id. Few residues occur, so that few are ranked, however many sales there are.
-- One row per (cell_id, residue, flight_id). Joins: sale_classes n:m flight_weights on the cell.
-- Kept by: ordered_on (attribution). Reads: sale_classes, flight_weights, cells_to_attribute. Read by: class_flights, flight_days, mart_attribution, mart_campaign_sales, the audits.
with residues as (
    select distinct classes.ordered_on, classes.cell_id, classes.residue
    from sale_classes as classes
    join cells_to_attribute as cells on cells.cell_id = classes.cell_id
),

shares as (
    select
        residues.ordered_on,
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
    ordered_on,
    cell_id,
    residue,
    flight_id,
    campaign_name,
    weight,
    -- The quotient is whole, so that a double holds it exactly.
    cast(round(cast(share - remainder as double) / total_weight) as bigint)
        + case when place * total_weight <= remainders then 1 else 0 end as part
from ranked
