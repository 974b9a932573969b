-- Customers, their segments and their months each hold all that was sold to known customers, and each customer is in one segment. One row where they differ.
-- Reads: customer_days, mart_period, mart_customers, mart_customer_segments, mart_customer_months, mart_customer_totals.
with sold as (
    select coalesce(sum(days.revenue), 0) as revenue
    from customer_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

customers as (
    select count(*) as customers, count(distinct customer_id) as ids, coalesce(sum(revenue), 0) as revenue
    from mart_customers
),

segments as (
    select coalesce(sum(customers), 0) as customers, coalesce(sum(revenue), 0) as revenue from mart_customer_segments
),

months as (
    select coalesce(sum(revenue), 0) as revenue from mart_customer_months
)

select
    sold.revenue as sold_revenue,
    customers.revenue as customers_revenue,
    segments.revenue as segments_revenue,
    months.revenue as months_revenue,
    totals.revenue as totals_revenue,
    customers.customers,
    customers.ids,
    segments.customers as in_segments
from sold
cross join customers
cross join segments
cross join months
cross join mart_customer_totals as totals
where sold.revenue <> customers.revenue
    or sold.revenue <> segments.revenue
    or sold.revenue <> months.revenue
    or sold.revenue <> totals.revenue
    or customers.customers <> customers.ids
    or customers.customers <> segments.customers
