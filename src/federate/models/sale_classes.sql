-- The sales to which flights apply, in classes that are split alike: same line-up, same unit, same residue. No sale is looked at
-- by itself from here on. One row per (ordered_on, lineup_id, unit, residue).
-- Reads: sales_to_attribute. Read by: class_days, lineup_splits, flight_days.
select
    ordered_on,
    lineup_id,
    unit,
    residue,
    max(total_weight) as total_weight,
    count(*) as sales,
    cast(sum(wholes) as bigint) as wholes
from sales_to_attribute
where lineup_id is not null
group by ordered_on, lineup_id, unit, residue
