-- Customers in all: who bought, who came back, how much hangs on the largest, and what was sold to nobody known. One row.
-- A repeat buyer bought on two days or more. The largest tenth is by revenue, rounded up; shares are NULL where revenue is not positive.
-- Section: customers. Reads: mart_customers, mart_period, mart_totals. Read by: report, the audits.
with ordered as (
    select
        customers.*,
        row_number() over (order by revenue desc, customer_id) as position,
        count(*) over () as ranked
    from mart_customers as customers
    where orders > 0
),

largest as (
    select
        sum(case when position <= ceil(ranked / 10.0) then 1 else 0 end) as tenth,
        sum(case when position <= ceil(ranked / 10.0) then revenue else 0 end) as revenue_of_tenth,
        sum(case when position <= 10 then revenue else 0 end) as revenue_of_ten
    from ordered
),

sums as (
    select
        sum(case when customers.is_in_master_data then 1 else 0 end) as in_master_data,
        sum(case when customers.buying_days = 0 and customers.is_in_master_data then 1 else 0 end) as never_bought,
        sum(case when customers.buying_days > 0 then 1 else 0 end) as buyers,
        sum(case when customers.buying_days > 0 and not customers.is_in_master_data then 1 else 0 end) as unknown_buyers,
        sum(case when customers.buying_days > 1 then 1 else 0 end) as repeat_buyers,
        sum(case when customers.days_since < 28 then 1 else 0 end) as recent_buyers,
        sum(case when date_diff('day', customers.first_on, mart_period.as_of) < 28 then 1 else 0 end) as new_buyers,
        sum(customers.orders) as orders,
        sum(customers.revenue) as revenue,
        sum(customers.expected_revenue) as expected_revenue
    from mart_customers as customers
    cross join mart_period
)

select
    cast(coalesce(sums.in_master_data, 0) as bigint) as in_master_data,
    cast(coalesce(sums.never_bought, 0) as bigint) as never_bought,
    cast(coalesce(sums.buyers, 0) as bigint) as buyers,
    cast(coalesce(sums.unknown_buyers, 0) as bigint) as unknown_buyers,
    cast(coalesce(sums.repeat_buyers, 0) as bigint) as repeat_buyers,
    case when sums.buyers > 0 then round(sums.repeat_buyers / cast(sums.buyers as double), 6) end as repeat_rate,
    cast(coalesce(sums.recent_buyers, 0) as bigint) as recent_buyers,
    cast(coalesce(sums.new_buyers, 0) as bigint) as new_buyers,
    cast(coalesce(sums.orders, 0) as bigint) as orders,
    cast(coalesce(sums.revenue, 0) as decimal(18, 4)) as revenue,
    cast(totals.revenue - coalesce(sums.revenue, 0) as decimal(18, 4)) as revenue_of_unknown,
    cast(sums.expected_revenue as decimal(18, 4)) as expected_revenue,
    cast(coalesce(largest.tenth, 0) as bigint) as tenth,
    case when sums.revenue > 0 then round(cast(largest.revenue_of_tenth as double) / cast(sums.revenue as double), 6) end as share_of_tenth,
    case when sums.revenue > 0 then round(cast(largest.revenue_of_ten as double) / cast(sums.revenue as double), 6) end as share_of_ten
from sums
cross join largest
cross join mart_totals as totals
