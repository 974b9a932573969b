-- Who bought on each day, for the first time or again. One row per day with sales to known customers.
-- Joins: customer_days n:1 customer_sums.
-- Section: customers. Reads: customer_days, customer_sums, mart_period. Read by: tables/customer_daily.csv, the audits.
select
    days.ordered_on as day,
    count(case when days.bought > 0 then 1 end) as buyers,
    count(case when days.bought > 0 and days.ordered_on = sums.first_on then 1 end) as new_buyers,
    count(case when days.bought > 0 and days.ordered_on > sums.first_on then 1 end) as returning_buyers,
    cast(sum(days.revenue) as decimal(18, 4)) as revenue,
    cast(sum(case when days.ordered_on = sums.first_on then days.revenue else 0 end) as decimal(18, 4)) as revenue_of_new
from customer_days as days
join mart_period on days.ordered_on <= mart_period.as_of
join customer_sums as sums on sums.customer_id = days.customer_id
group by days.ordered_on
