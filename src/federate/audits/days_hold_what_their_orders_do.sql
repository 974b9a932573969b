-- The days summed in this run hold the revenue, the units and the number of their clean orders, looked at once more and
-- summed in one go.
-- Reads: orders_to_sum, sale_days_summed.
with clean as (
    select sum(revenue) as revenue, sum(quantity) as units, count(*) as sales
    from orders_to_sum
),

summed as (
    select sum(revenue) as revenue, sum(units) as units, coalesce(sum(sales), 0) as sales
    from sale_days_summed
)

select
    clean.revenue as clean_revenue,
    summed.revenue,
    clean.units as clean_units,
    summed.units,
    clean.sales as clean_sales,
    summed.sales
from clean
cross join summed
where clean.revenue is distinct from summed.revenue
    or clean.units is distinct from summed.units
    or clean.sales <> summed.sales
