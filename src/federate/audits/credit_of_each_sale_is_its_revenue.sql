-- The credits of a sale sum to its revenue to the last digit, under every model that conserves it: in each class of sales
-- that are split alike, the weights make the total weight, and the parts of the residue the residue.
-- Reads: mart_period, class_flights, matched_cells.
select classes.cell_id, classes.residue, classes.parts, cells.total_weight, classes.weights
from class_flights as classes
join matched_cells as cells on cells.cell_id = classes.cell_id
cross join mart_period
where mart_period.attribution <> 'any_touch'
    and (classes.weights <> cells.total_weight or classes.parts <> classes.residue)
