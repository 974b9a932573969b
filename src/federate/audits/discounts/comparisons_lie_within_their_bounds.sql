-- A comparison of days at a discount has five days of either kind, and lies within its bounds. One row per fault.
-- Reads: mart_discount_comparison.
select product_id, discounted_days, other_days, ratio, low, high
from mart_discount_comparison
where ratio < low or ratio > high or low < 0 or discounted_days < 5 or other_days < 5
