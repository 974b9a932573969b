-- Revenue of the clean orders and of the order, daily, product and country marts is the same number.
-- Reads: clean_orders, mart_period, mart_orders, mart_daily_sales, mart_product_sales, mart_country_sales.
with expected as (
    select coalesce(sum(orders.revenue), 0) as revenue
    from clean_orders as orders
    join mart_period on orders.ordered_on <= mart_period.as_of
),

found as (
    select 'mart_orders' as mart, coalesce(sum(revenue), 0) as revenue from mart_orders
    union all
    select 'mart_daily_sales', coalesce(sum(revenue), 0) from mart_daily_sales
    union all
    select 'mart_product_sales', coalesce(sum(revenue), 0) from mart_product_sales
    union all
    select 'mart_country_sales', coalesce(sum(revenue), 0) from mart_country_sales
)

select found.mart, found.revenue, expected.revenue as clean_revenue
from found
cross join expected
where found.revenue <> expected.revenue
