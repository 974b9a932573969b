-- The sales to which flights apply, in classes that are split alike: same cell, same unit, same residue. No sale is looked at
-- by itself from here on. One row per (cell_id, unit, residue).
-- Joins: the classes n:1 matched_cells. Reads: sales_to_attribute, matched_cells. Read by: class_days, lineup_splits, flight_days.
with classes as (
    select
        cell_id,
        unit,
        residue,
        count(*) as sales,
        cast(sum(wholes) as bigint) as wholes
    from sales_to_attribute
    where cell_id is not null
    group by cell_id, unit, residue
)

select
    cells.ordered_on,
    cells.lineup_id,
    cells.total_weight,
    classes.cell_id,
    classes.unit,
    classes.residue,
    classes.sales,
    classes.wholes
from classes
join matched_cells as cells on cells.cell_id = classes.cell_id
