-- Days and products each hold all that came back, by the day it came back, and as much as was sold less what came back as negative lines is what the orders come to. One row where they differ.
-- Reads: mart_return_days, mart_return_rates, mart_return_totals, return_parts, goods_days, sale_days, mart_period.
with parts as (
    select coalesce(sum(units), 0) as units, coalesce(sum(value), 0) as value from return_parts
),

days as (
    select sum(returned_units) as units, sum(returned_value) as value from mart_return_days
),

products as (
    select coalesce(sum(returned_units), 0) as units, coalesce(sum(returned_value), 0) as value
    from mart_return_rates
    where level = 'product'
),

goods as (
    select coalesce(sum(days.sold_revenue - days.back_value), 0) as revenue
    from goods_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

sold as (
    select coalesce(sum(days.revenue), 0) as revenue
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
)

select
    parts.units,
    days.units as units_of_days,
    products.units as units_of_products,
    totals.returned_units as units_of_totals,
    parts.value,
    days.value as value_of_days,
    products.value as value_of_products,
    goods.revenue,
    sold.revenue as sold_revenue
from parts
cross join days
cross join products
cross join goods
cross join sold
cross join mart_return_totals as totals
where parts.units <> days.units
    or parts.units <> products.units
    or parts.units <> totals.returned_units
    or parts.value <> days.value
    or parts.value <> products.value
    or goods.revenue <> sold.revenue
