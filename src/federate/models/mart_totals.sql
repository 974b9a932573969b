-- The sums of the whole period. `*_given` count the sales that state one; `least_*` are what the weakest took in. One row: each sum
-- is asked for by itself and stands in a line of its own, for sums beside one another take the engine longer to plan.
-- Reads: sale_days, sale_cells, sale_countries, matched_cells, flight_days, order_lines, line_cells, mart_period, mart_product_sales, mart_country_sales. Read by: report.
with sums as (
    select
        sum(days.revenue) as revenue,
        sum(days.units) as units,
        sum(days.sales) as sales,
        sum(days.quantities) as quantities_given
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    union all by name
    select
        sum(case when matched.cell_id is null then cells.revenue else 0 end) as unattributed,
        sum(case when matched.cell_id is null then 0 else cells.sales end) as sales_attributed,
        sum(case when cells.product_id is null then 0 else cells.sales end) as products_given
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of
    left join matched_cells as matched on matched.cell_id = cells.cell_id
    union all by name
    select sum(case when countries.country is null then 0 else countries.sales end) as countries_given
    from sale_countries as countries
    join mart_period on countries.ordered_on <= mart_period.as_of
    union all by name
    select coalesce(sum(days.attributed_revenue), 0) as attributed, coalesce(sum(days.credits), 0) as credits
    from flight_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    union all by name
    select count(*) - count(distinct lines.order_id) as repeats
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    union all by name
    select count(*) - count(distinct order_id) as repeats_attributed
    from line_cells
    union all by name
    select min(revenue) as least_product
    from mart_product_sales
    union all by name
    select min(revenue) as least_country
    from mart_country_sales
)

select
    cast(max(revenue) as decimal(18, 4)) as revenue,
    cast(max(attributed) as decimal(18, 4)) as attributed_revenue,
    cast(max(unattributed) as decimal(18, 4)) as unattributed_revenue,
    cast(coalesce(max(units), 0) as bigint) as units,
    cast(max(sales) as bigint) as sales,
    cast(max(sales) - max(repeats) as bigint) as orders,
    cast(max(sales_attributed) - max(repeats_attributed) as bigint) as orders_attributed,
    cast(max(credits) as bigint) as credits,
    cast(max(quantities_given) as bigint) as quantities_given,
    cast(max(products_given) as bigint) as products_given,
    cast(max(countries_given) as bigint) as countries_given,
    coalesce(max(least_product), 0) as least_product,
    coalesce(max(least_country), 0) as least_country
from sums
