-- Each buyer is new once, by day as by month. One row where the days, the months and the buyers differ.
-- Reads: mart_customer_daily, mart_customer_months, mart_customer_totals.
select days.new_buyers as by_day, months.new_buyers as by_month, totals.buyers
from (select coalesce(sum(new_buyers), 0) as new_buyers from mart_customer_daily) as days
cross join (select coalesce(sum(new_buyers), 0) as new_buyers from mart_customer_months) as months
cross join mart_customer_totals as totals
where days.new_buyers <> totals.buyers or months.new_buyers <> totals.buyers
