-- What each segment of customers comes to. One row per segment.
-- Section: customers. Reads: mart_customers. Read by: report, the audits.
with segments as (
    select
        segment,
        count(*) as customers,
        cast(sum(orders) as bigint) as orders,
        cast(sum(revenue) as decimal(18, 4)) as revenue,
        avg(days_since) as mean_days_since,
        cast(sum(expected_revenue) as decimal(18, 4)) as expected_revenue
    from mart_customers
    group by segment
)

select
    segment,
    customers,
    orders,
    revenue,
    round(mean_days_since, 1) as mean_days_since,
    expected_revenue,
    round(cast(customers as double) / sum(customers) over (), 6) as share_of_customers,
    case when min(revenue) over () >= 0 and sum(revenue) over () > 0
        then round(cast(revenue as double) / cast(sum(revenue) over () as double), 6) end as share_of_revenue
from segments
