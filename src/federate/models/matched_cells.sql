-- The cells any flight applies to, with the weight its credits are split by. One row per cell_id.
-- Kept by: ordered_on (attribution). Reads: cells_to_attribute, flight_weights. Read by: sale_units, line_cells, class_flights, mart_totals, mart_joins, the audits.
with weights as (
    select cell_id, count(*) as active_flights, max(total_weight) as total_weight
    from flight_weights
    group by cell_id
)

select
    cells.cell_id,
    cells.ordered_on,
    cells.product_id,
    cells.customer_id,
    cells.store_id,
    cells.country,
    weights.active_flights,
    weights.total_weight
from cells_to_attribute as cells
join weights on weights.cell_id = cells.cell_id
