-- What the classes of each day hold: every sale to which flights apply, and its revenue. One row per ordered_on.
-- Kept by: ordered_on (attribution). Reads: sale_classes. Read by: mart_joins, the audits.
select
    ordered_on,
    cast(sum(sales) as bigint) as sales,
    cast(sum(unit * cast(wholes * total_weight + sales * residue as decimal(28, 0))) as decimal(38, 4)) as revenue
from sale_classes
group by ordered_on
