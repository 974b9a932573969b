-- The sales to which flights apply, in classes that are split alike: same cell, same unit, same residue. No sale is looked at
-- by itself from here on. One row per (cell_id, unit, residue).
-- Kept by: ordered_on (attribution). Reads: sales_to_attribute. Read by: cell_splits, flight_days, mart_joins, the audits.
select
    max(ordered_on) as ordered_on,
    cell_id,
    unit,
    residue,
    count(*) as sales,
    cast(sum(wholes) as bigint) as wholes
from sales_to_attribute
where cell_id is not null
group by cell_id, unit, residue
