-- What each product sold, largest first, and how the revenue of all products builds up. One row per product_id.
-- Products of the master data without a sale are there with nothing; those sold and not in it have no name. Units are NULL
-- where the source counts none. Revenue that is negative in all is no share of anything: shares are NULL where the revenue of all products is not positive.
-- Joins: mart_product_sales n:1 clean_products, full, at most one row a product on either side.
-- Section: products. Reads: mart_product_sales, clean_products. Read by: report, tables/products.csv.
with products as (
    select
        coalesce(sales.product_id, named.product_id) as product_id,
        named.product_name,
        named.category,
        coalesce(sales.revenue, 0.0000) as revenue,
        sales.units,
        coalesce(sales.orders, 0) as orders
    from mart_product_sales as sales
    full join clean_products as named on named.product_id = sales.product_id
),
ranked as (
    select
        *,
        rank() over (order by revenue desc) as place,
        sum(revenue) over () as all_revenue,
        sum(units) over () as all_units,
        sum(revenue) over (order by revenue desc, product_id rows unbounded preceding) as revenue_so_far
    from products
)
select
    product_id,
    product_name,
    category,
    revenue,
    cast(case when all_units is not null then coalesce(units, 0) end as bigint) as units,
    orders,
    place,
    case when all_revenue > 0 then round(cast(revenue as double) / all_revenue, 6) end as share,
    case when all_revenue > 0 then round(cast(revenue_so_far as double) / all_revenue, 6) end as share_so_far
from ranked
