-- Of the customers who first bought in a month, how many bought again in each month since. One row per (cohort, months_since), up to the month of the as-of day.
-- `is_whole` says that the month is over. Joins: cohorts x months of the shop, n:1 cohort_months, left.
-- Section: customers. Reads: cohort_months, mart_daily_sales. Read by: report, figures, the audits.
with months as (
    select cast(date_trunc('month', day) as date) as month, max(day) as last_day
    from mart_daily_sales
    group by cast(date_trunc('month', day) as date)
),

cohorts as (
    select cohort, sum(buyers) as customers
    from cohort_months
    where cohort = month
    group by cohort
)

select
    cohorts.cohort,
    cast(date_diff('month', cohorts.cohort, months.month) as integer) as months_since,
    months.month,
    date_diff('month', months.last_day, months.last_day + interval '1' day) = 1 as is_whole,
    cast(cohorts.customers as bigint) as customers,
    coalesce(active.buyers, 0) as buyers,
    cast(coalesce(active.revenue, 0) as decimal(18, 4)) as revenue,
    round(coalesce(active.buyers, 0) / cast(cohorts.customers as double), 6) as retention
from cohorts
join months on months.month >= cohorts.cohort
left join cohort_months as active on active.cohort = cohorts.cohort and active.month = months.month
