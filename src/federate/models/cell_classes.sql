-- The sales to which flights apply, in classes that are split alike: same cell, same unit, same residue. No sale is looked at
-- by itself from here on. One row per (cell_id, unit, residue); those of a cell that no flight applies to any longer are of no use.
-- Kept by: ordered_on, cell_id (classes). Reads: sales_to_class. Read by: sale_classes.
select
    ordered_on,
    cell_id,
    unit,
    residue,
    count(*) as sales,
    cast(sum(wholes) as bigint) as wholes
from sales_to_class
where cell_id is not null
group by ordered_on, cell_id, unit, residue
