-- The sums of the whole period. `*_given` count the sales that state one; `least_*` are what the weakest took in. One row.
-- Reads: sale_days, sale_cells, sale_countries, matched_cells, flight_days, order_lines, line_cells, mart_period, mart_product_sales, mart_country_sales. Read by: report.
with sales as (
    select
        sum(days.revenue) as revenue,
        sum(days.units) as units,
        sum(days.sales) as sales,
        sum(days.quantities) as quantities_given
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

cells as (
    select
        sum(case when matched.cell_id is null then cells.revenue else 0 end) as unattributed,
        sum(case when matched.cell_id is null then 0 else cells.sales end) as sales_attributed,
        sum(case when cells.product_id is null then 0 else cells.sales end) as products_given
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of
    left join matched_cells as matched on matched.cell_id = cells.cell_id
),

countries as (
    select sum(case when countries.country is null then 0 else countries.sales end) as countries_given
    from sale_countries as countries
    join mart_period on countries.ordered_on <= mart_period.as_of
),

credits as (
    select coalesce(sum(days.attributed_revenue), 0) as attributed, coalesce(sum(days.credits), 0) as credits
    from flight_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

repeats as (
    select count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
),

repeats_attributed as (
    select count(*) - count(distinct order_id) as lines
    from line_cells
)

select
    cast(sales.revenue as decimal(18, 4)) as revenue,
    cast(credits.attributed as decimal(18, 4)) as attributed_revenue,
    cast(cells.unattributed as decimal(18, 4)) as unattributed_revenue,
    cast(coalesce(sales.units, 0) as bigint) as units,
    cast(sales.sales as bigint) as sales,
    cast(sales.sales - repeats.lines as bigint) as orders,
    cast(cells.sales_attributed - repeats_attributed.lines as bigint) as orders_attributed,
    cast(credits.credits as bigint) as credits,
    cast(sales.quantities_given as bigint) as quantities_given,
    cast(cells.products_given as bigint) as products_given,
    cast(countries.countries_given as bigint) as countries_given,
    coalesce((select min(revenue) from mart_product_sales), 0) as least_product,
    coalesce((select min(revenue) from mart_country_sales), 0) as least_country
from sales
cross join cells
cross join countries
cross join credits
cross join repeats
cross join repeats_attributed
