-- No more of a cohort buy again than it has customers, all of them in its first month, and the cohorts hold every buyer once. One row per fault.
-- Reads: mart_customer_cohorts, mart_customer_totals.
select cast(cohort as varchar) as fault, buyers, customers
from mart_customer_cohorts
where buyers > customers
    or retention not between 0 and 1
    or (months_since = 0 and buyers <> customers)
union all
select 'all' as fault, totals.buyers, cohorts.customers
from mart_customer_totals as totals
cross join (select coalesce(sum(customers), 0) as customers from mart_customer_cohorts where months_since = 0) as cohorts
where totals.buyers <> cohorts.customers
