-- What the movers took in in the last 28 days and the 28 before is what was sold of products then. One row with what differs.
-- Reads: mart_movers, sale_cells, mart_period.
with movers as (
    select count(*) as products, sum(revenue_now) as revenue_now, sum(revenue_before) as revenue_before from mart_movers
),

sales as (
    select
        coalesce(sum(case when cells.ordered_on > mart_period.as_of - 28 then cells.revenue end), 0) as sold_now,
        coalesce(sum(case when cells.ordered_on <= mart_period.as_of - 28 then cells.revenue end), 0) as sold_before
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of and cells.ordered_on > mart_period.as_of - 56
    where cells.product_id is not null
)

select movers.*, sales.*
from movers
cross join sales
where movers.products > 0
    and (movers.revenue_now <> sales.sold_now or movers.revenue_before <> sales.sold_before)
