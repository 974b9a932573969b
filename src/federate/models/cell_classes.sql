-- The sales to which flights apply, in classes that are split alike: same cell, same unit, same residue. No sale is looked at
-- by itself from here on. One row per (cell_id, unit, residue); those of a cell that no flight applies to any longer are of no use.
-- Joins: the classes n:1 matched_cells.
-- Kept by: ordered_on, cell_id (classes). Reads: sales_to_class, matched_cells. Read by: sale_classes.
with classes as (
    select
        cell_id,
        unit,
        residue,
        count(*) as sales,
        cast(sum(wholes) as bigint) as wholes
    from sales_to_class
    where cell_id is not null
    group by cell_id, unit, residue
)

select
    cells.ordered_on,
    classes.cell_id,
    classes.unit,
    classes.residue,
    classes.sales,
    classes.wholes
from classes
join matched_cells as cells on cells.cell_id = classes.cell_id
