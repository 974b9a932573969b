-- What each flight earned on each day. One row per (ordered_on, flight_id).
-- Joins: sale_classes n:m lineup_splits, each class to the flights of its line-up.
-- Kept by: ordered_on (attribution). Reads: sale_classes, lineup_splits. Read by: mart_campaign_sales, mart_totals, mart_joins, the audits.
with credits as (
    select
        classes.ordered_on,
        splits.flight_id,
        classes.unit,
        sum(classes.sales) as credits,
        sum(classes.wholes * splits.weight + classes.sales * splits.part) as units,
        sum(classes.wholes * classes.total_weight + classes.sales * classes.residue) as full_units
    from sale_classes as classes
    join lineup_splits as splits on splits.lineup_id = classes.lineup_id and splits.residue = classes.residue
    group by classes.ordered_on, splits.flight_id, classes.unit
)

select
    ordered_on,
    flight_id,
    cast(sum(credits) as bigint) as credits,
    cast(sum(unit * cast(units as decimal(28, 0))) as decimal(38, 4)) as attributed_revenue,
    cast(sum(unit * cast(full_units as decimal(28, 0))) as decimal(38, 4)) as full_credit_revenue
from credits
group by ordered_on, flight_id
