-- What each category of the master data sold, those without a sale included. One row per category; products without one, and
-- sales without a product, are gathered under (not given). `products` counts those of the master data and those sold, `sold` those
-- with a sale. An order with lines of several of its products counts once.
-- Joins: mart_products n:1 categories; sale_cells and order_lines n:1 clean_products.
-- Section: products. Needs: products. Reads: mart_products, sale_cells, order_lines, clean_products, mart_period. Read by: report, tables/categories.csv.
with sales as (
    select coalesce(named.category, '(not given)') as category, sum(cells.sales) as sales
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of
    left join clean_products as named on named.product_id = cells.product_id
    group by coalesce(named.category, '(not given)')
),

repeats as (
    select coalesce(named.category, '(not given)') as category, count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    left join clean_products as named on named.product_id = lines.product_id
    group by coalesce(named.category, '(not given)')
),

categories as (
    select
        coalesce(category, '(not given)') as category,
        count(*) as products,
        count(case when orders > 0 then 1 end) as sold,
        sum(revenue) as revenue,
        sum(units) as units
    from mart_products
    group by coalesce(category, '(not given)')
),

whole as (
    select sum(revenue) as revenue from categories
)

select
    categories.category,
    rank() over (order by categories.revenue desc) as place,
    cast(categories.products as bigint) as products,
    cast(categories.sold as bigint) as sold,
    cast(categories.revenue as decimal(18, 4)) as revenue,
    case when whole.revenue > 0 then round(cast(categories.revenue as double) / whole.revenue, 6) end as share,
    cast(categories.units as bigint) as units,
    cast(coalesce(sales.sales, 0) - coalesce(repeats.lines, 0) as bigint) as orders
from categories
cross join whole
left join sales on sales.category = categories.category
left join repeats on repeats.category = categories.category
