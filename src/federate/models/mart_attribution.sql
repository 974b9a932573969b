-- The credit of each flight for each sale it applied to. A view. One row per (sale_id, flight_id).
-- Joins: sale_units n:m lineup_splits, each sale to the flights of its line-up.
-- Reads: sale_units, lineup_splits, mart_period. Read by: tables/attribution.csv.
select
    sales.sale_id,
    splits.flight_id,
    splits.campaign_name,
    cast(sales.unit * (sales.wholes * splits.weight + splits.part) as decimal(18, 4)) as credit,
    sales.revenue as full_credit
from sale_units as sales
join mart_period on sales.ordered_on <= mart_period.as_of
join lineup_splits as splits on splits.lineup_id = sales.lineup_id and splits.residue = sales.residue
