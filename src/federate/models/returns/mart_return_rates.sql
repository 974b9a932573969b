-- What share of the units sold came back, up to the as-of day. One row per (level, name): all, each category, each product.
-- Below 20 units sold, or where more came back than was sold, there is no rate. `low` and `high` bound it with 95 % probability:
-- Wilson, J. Am. Stat. Assoc. 22, 1927, each unit taken for itself.
-- Joins: goods_days and return_parts, summed by product, full; n:1 clean_products, left.
-- Section: returns. Reads: goods_days, return_parts, clean_products, mart_period. Read by: report, the audits.
with sold as (
    select
        coalesce(days.product_id, '(not given)') as product_id,
        sum(days.sold_units) as units,
        sum(days.sold_revenue) as revenue
    from goods_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by coalesce(days.product_id, '(not given)')
),

back as (
    select
        coalesce(product_id, '(not given)') as product_id,
        sum(returns) as returns,
        sum(units) as units,
        sum(value) as value
    from return_parts
    group by coalesce(product_id, '(not given)')
),

products as (
    select
        coalesce(sold.product_id, back.product_id) as product_id,
        coalesce(sold.units, 0) as sold_units,
        coalesce(sold.revenue, 0) as sold_revenue,
        coalesce(back.returns, 0) as returns,
        coalesce(back.units, 0) as returned_units,
        coalesce(back.value, 0) as returned_value
    from sold
    full join back on back.product_id = sold.product_id
),

named as (
    select products.*, masters.product_name, coalesce(masters.category, '(not given)') as category
    from products
    left join clean_products as masters on masters.product_id = products.product_id
),

levels as (
    select
        case
            when grouping(product_id) = 0 then 'product'
            when grouping(category) = 0 then 'category'
            else 'all'
        end as level,
        case when grouping(product_id) = 0 then product_id when grouping(category) = 0 then category else 'all' end as name,
        case when grouping(product_id) = 0 then max(product_name) end as product_name,
        cast(sum(sold_units) as bigint) as sold_units,
        cast(sum(sold_revenue) as decimal(18, 4)) as sold_revenue,
        cast(sum(returns) as bigint) as returns,
        cast(sum(returned_units) as bigint) as returned_units,
        cast(sum(returned_value) as decimal(18, 4)) as returned_value
    from named
    group by grouping sets ((), (category), (product_id))
),

rated as (
    select
        levels.*,
        case when sold_units >= 20 and returned_units between 0 and sold_units
            then returned_units / cast(sold_units as double) end as rate,
        1.959964 * 1.959964 as square
    from levels
)

select
    level,
    name,
    product_name,
    sold_units,
    sold_revenue,
    returns,
    returned_units,
    returned_value,
    round(rate, 6) as rate,
    case when rate is not null then round(greatest(0, (rate + square / (2 * sold_units)
        - 1.959964 * sqrt((rate * (1 - rate) + square / (4.0 * sold_units)) / sold_units)) / (1 + square / sold_units)), 6) end as low,
    case when rate is not null then round(least(1, (rate + square / (2 * sold_units)
        + 1.959964 * sqrt((rate * (1 - rate) + square / (4.0 * sold_units)) / sold_units)) / (1 + square / sold_units)), 6) end as high
from rated
