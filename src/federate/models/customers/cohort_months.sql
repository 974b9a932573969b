-- The customers of each month by the month of their first purchase, with what they brought. One row per (cohort, month); `cohort` is NULL for those without a purchase.
-- Joins: customer_days n:1 customer_sums. Reads: customer_days, customer_sums, mart_period. Read by: mart_customer_months, mart_customer_cohorts.
select
    cast(date_trunc('month', sums.first_on) as date) as cohort,
    cast(date_trunc('month', days.ordered_on) as date) as month,
    count(distinct case when days.bought > 0 then days.customer_id end) as buyers,
    cast(sum(days.revenue) as decimal(38, 4)) as revenue
from customer_days as days
join mart_period on days.ordered_on <= mart_period.as_of
join customer_sums as sums on sums.customer_id = days.customer_id
group by cast(date_trunc('month', sums.first_on) as date), cast(date_trunc('month', days.ordered_on) as date)
