-- Revenue, units and number of products of the categories are those of the products, each category is there once, and no category
-- has more orders than there are or fewer than none. One row with what differs.
-- Reads: mart_categories, mart_products, mart_totals.
select *
from (
    select
        sum(revenue) as revenue,
        sum(units) as units,
        sum(products) as products,
        count(*) - count(distinct category) as repeated,
        max(orders) as most_orders,
        min(orders) as least_orders
    from mart_categories
) as categories
cross join (
    select sum(revenue) as product_revenue, sum(units) as product_units, count(*) as all_products
    from mart_products
) as products
cross join (select orders as all_orders from mart_totals) as totals
where revenue is distinct from product_revenue
    or units is distinct from product_units
    or products <> all_products
    or repeated > 0
    or most_orders > all_orders
    or least_orders < 0
