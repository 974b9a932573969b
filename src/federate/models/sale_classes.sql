-- The classes of the sales of the days to attribute, with their line-up and the weight its credits are split by.
-- One row per (cell_id, unit, residue).
-- Joins: cell_classes n:1 matched_cells. Reads: cell_classes, matched_to_attribute. Read by: class_days, lineup_splits, flight_days.
select
    cells.ordered_on,
    cells.lineup_id,
    cells.total_weight,
    classes.cell_id,
    classes.unit,
    classes.residue,
    classes.sales,
    classes.wholes
from cell_classes as classes
join matched_to_attribute as cells on cells.cell_id = classes.cell_id
