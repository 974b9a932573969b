-- What each customer bought on each day; `bought` leaves out what came back, so that a day with nothing in it is no purchase.
-- One row per (ordered_on, customer_id). Sales without a customer are not here.
-- Kept by: ordered_on (orders). Reads: orders_to_sum. Read by: customer_sums, cohort_months.
select
    ordered_on,
    cast(customer_id as varchar) as customer_id,
    cast(sum(revenue) as decimal(38, 4)) as revenue,
    cast(sum(case when revenue > 0 then revenue else 0 end) as decimal(38, 4)) as bought,
    cast(sum(quantity) as decimal(38, 0)) as units,
    count(*) as sales
from orders_to_sum
where customer_id is not null
group by ordered_on, cast(customer_id as varchar)
