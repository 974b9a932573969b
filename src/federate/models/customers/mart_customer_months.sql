-- Who bought in each month, for the first time or again, and what new and earlier customers brought. One row per month with sales to known customers.
-- Section: customers. Reads: cohort_months. Read by: report, the audits.
select
    month,
    cast(sum(buyers) as bigint) as buyers,
    cast(sum(case when cohort = month then buyers else 0 end) as bigint) as new_buyers,
    cast(sum(case when cohort = month then 0 else buyers end) as bigint) as returning_buyers,
    cast(sum(revenue) as decimal(18, 4)) as revenue,
    cast(sum(case when cohort = month then revenue else 0 end) as decimal(18, 4)) as revenue_of_new
from cohort_months
group by month
