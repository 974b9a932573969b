-- What the expected value is estimated with: the last third of the days (28 to 365) is kept back to test it, and is as long as
-- what is foretold; time is counted in steps of `step` days. NULL where 84 days are not there. One row.
-- Reads: mart_period. Read by: customer_sums, value_cells, value_spends, mart_customers, mart_value_models.
select
    days,
    case when days >= 84 then cast(greatest(28, least(365, floor(days / 3.0))) as integer) end as horizon,
    cast(7 * greatest(1, ceil(days / 364.0)) as integer) as step
from mart_period
