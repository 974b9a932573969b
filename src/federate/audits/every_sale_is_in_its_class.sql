-- The classes that are split hold every sale to which flights apply, and its revenue.
-- Reads: sale_classes, matched_cells, sale_cells.
with expected as (
    select cells.ordered_on, sum(cells.sales) as sales, sum(cells.revenue) as revenue
    from sale_cells as cells
    join matched_cells as matched on matched.cell_id = cells.cell_id
    group by cells.ordered_on
),

found as (
    select
        classes.ordered_on,
        sum(classes.sales) as sales,
        sum(classes.unit * (classes.wholes * cells.total_weight + classes.sales * classes.residue)) as revenue
    from sale_classes as classes
    join matched_cells as cells on cells.cell_id = classes.cell_id
    group by classes.ordered_on
)

select
    coalesce(expected.ordered_on, found.ordered_on) as ordered_on,
    expected.sales as sales_of_cells,
    found.sales as sales_of_classes,
    expected.revenue as revenue_of_cells,
    found.revenue as revenue_of_classes
from expected
full join found on found.ordered_on = expected.ordered_on
where expected.sales is distinct from found.sales
    or expected.revenue is distinct from found.revenue
