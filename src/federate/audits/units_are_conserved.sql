-- Units of the clean orders and of the order, daily, product and country marts are the same number.
-- Reads: clean_orders, mart_period, mart_orders, mart_daily_sales, mart_product_sales, mart_country_sales.
with expected as (
    select coalesce(sum(orders.quantity), 0) as units
    from clean_orders as orders
    join mart_period on orders.ordered_on <= mart_period.as_of
),

found as (
    select 'mart_orders' as mart, coalesce(sum(quantity), 0) as units from mart_orders
    union all
    select 'mart_daily_sales', coalesce(sum(units), 0) from mart_daily_sales
    union all
    select 'mart_product_sales', coalesce(sum(units), 0) from mart_product_sales
    union all
    select 'mart_country_sales', coalesce(sum(units), 0) from mart_country_sales
)

select found.mart, found.units, expected.units as clean_units
from found
cross join expected
where found.units <> expected.units
