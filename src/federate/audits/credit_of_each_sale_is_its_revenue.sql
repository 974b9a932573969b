-- The credits of a sale sum to its revenue to the last digit, under every model that conserves it: in each class of sales
-- that are split alike, the weights make the total weight, and the parts of the residue the residue.
-- Needs: campaigns. Reads: mart_period, class_flights, matched_cells.
with lineups as (
    select distinct lineup_id, total_weight from matched_cells
)

select classes.lineup_id, classes.residue, classes.parts, lineups.total_weight, classes.weights
from class_flights as classes
join lineups on lineups.lineup_id = classes.lineup_id
cross join mart_period
where mart_period.attribution <> 'any_touch'
    and (classes.weights <> lineups.total_weight or classes.parts <> classes.residue)
