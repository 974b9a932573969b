-- The cells any flight applies to, with their line-up and the weight its credits are split by. One row per cell_id.
-- Kept by: ordered_on (attribution). Reads: cells_to_attribute, cell_lineups. Read by: sale_units, cell_classes, matched_to_attribute, line_cells, mart_totals, mart_joins, the audits.
select
    cells.cell_id,
    cells.ordered_on,
    cells.product_id,
    cells.customer_id,
    cells.store_id,
    cells.country,
    lineups.lineup_id,
    lineups.active_flights,
    lineups.total_weight
from cells_to_attribute as cells
join cell_lineups as lineups on lineups.cell_id = cells.cell_id
