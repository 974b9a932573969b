-- The classes that are split hold every sale to which flights apply, and its revenue.
-- Needs: campaigns. Reads: class_days, matched_cells, sale_cells.
with expected as (
    select cells.ordered_on, sum(cells.sales) as sales, sum(cells.revenue) as revenue
    from sale_cells as cells
    join matched_cells as matched on matched.cell_id = cells.cell_id
    group by cells.ordered_on
)

select
    coalesce(expected.ordered_on, found.ordered_on) as ordered_on,
    expected.sales as sales_of_cells,
    found.sales as sales_of_classes,
    expected.revenue as revenue_of_cells,
    found.revenue as revenue_of_classes
from expected
full join class_days as found on found.ordered_on = expected.ordered_on
where expected.sales is distinct from found.sales
    or expected.revenue is distinct from found.revenue
