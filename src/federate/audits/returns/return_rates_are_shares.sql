-- A return rate is between 0 and 1 and within its interval, and there is none of fewer than 20 units. One row per fault.
-- Reads: mart_return_rates.
select level, name, sold_units, rate, low, high
from mart_return_rates
where rate not between 0 and 1
    or rate < low
    or rate > high
    or (rate is not null and sold_units < 20)
