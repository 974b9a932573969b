-- The units and the value of all categories are those of all products, and no category was visited less than its most visited product.
-- Reads: mart_funnel_categories, mart_funnel_products.
with categories as (
    select coalesce(sum(units), 0) as units, coalesce(sum(value), 0) as value
    from mart_funnel_categories
),

products as (
    select coalesce(sum(units), 0) as units, coalesce(sum(value), 0) as value
    from mart_funnel_products
),

largest as (
    select coalesce(category, '(not given)') as category, max(visits) as visits
    from mart_funnel_products
    group by coalesce(category, '(not given)')
),

smaller as (
    select count(*) as categories
    from largest
    left join mart_funnel_categories as categories on categories.category = largest.category
    where coalesce(categories.visits, -1) < largest.visits
)

select
    categories.units as category_units,
    products.units as product_units,
    categories.value as category_value,
    products.value as product_value,
    smaller.categories as smaller_than_a_product
from categories
cross join products
cross join smaller
where categories.units <> products.units
    or categories.value <> products.value
    or smaller.categories > 0
