-- The credit of each flight for each sale it applied to. A view. One row per (sale_id, flight_id).
-- Joins: sale_units n:m cell_splits, each sale to the flights of its cell.
-- Reads: sale_units, cell_splits, mart_period. Read by: tables/attribution.csv.
select
    sales.sale_id,
    splits.flight_id,
    splits.campaign_name,
    cast(sales.unit * (sales.wholes * splits.weight + splits.part) as decimal(18, 4)) as credit,
    sales.revenue as full_credit
from sale_units as sales
join mart_period on sales.ordered_on <= mart_period.as_of
join cell_splits as splits on splits.cell_id = sales.cell_id and splits.residue = sales.residue
