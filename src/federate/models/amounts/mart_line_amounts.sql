-- Each sale with its part of what the order's header says. A view. One row per sale_id.
-- An amount goes to the lines of its order by the size of their revenue (alike where none has any), in ten-thousandths: each line
-- gets the wholes of its part, and what is then left goes to the largest remainders, ties by sale_id. So parts add up to the
-- amount exactly. A sale without a header has NULL. Orders of one line need no division.
-- Joins: clean_orders n:1 mart_order_amounts.
-- Section: amounts. Needs: order_headers. Reads: clean_orders, mart_order_amounts, mart_period. Read by: tables/line_amounts.csv, the audits.
with sales as (
    select
        orders.sale_id,
        orders.ordered_on,
        orders.product_id,
        orders.revenue,
        amounts.order_id,
        amounts.lines,
        amounts.subtotal,
        amounts.tax,
        amounts.freight,
        amounts.total_due
    from clean_orders as orders
    join mart_period on orders.ordered_on <= mart_period.as_of
    join mart_order_amounts as amounts on amounts.order_of_lines = cast(orders.order_id as varchar)
),

sized as (
    select
        sales.*,
        abs(revenue) as revenue_size,
        abs(subtotal) as subtotal_size,
        abs(tax) as tax_size,
        abs(freight) as freight_size,
        abs(total_due) as total_due_size,
        max(abs(revenue)) over (partition by order_id) as largest
    from sales
    where lines > 1
),

-- Wholes and what is behind the point by themselves: so these fit in 64 bits, with which the engine is quick.
weighed as (
    select
        sized.*,
        cast(
            case when largest = 0 then 1 else cast(floor(revenue_size) as bigint) * 10000 + cast((revenue_size - floor(revenue_size)) * 10000 as bigint) end
            as decimal(19, 0)
        ) as weight,
        cast(cast(floor(subtotal_size) as bigint) * 10000 + cast((subtotal_size - floor(subtotal_size)) * 10000 as bigint) as decimal(19, 0)) as subtotal_units,
        cast(cast(floor(tax_size) as bigint) * 10000 + cast((tax_size - floor(tax_size)) * 10000 as bigint) as decimal(19, 0)) as tax_units,
        cast(cast(floor(freight_size) as bigint) * 10000 + cast((freight_size - floor(freight_size)) * 10000 as bigint) as decimal(19, 0)) as freight_units,
        cast(cast(floor(total_due_size) as bigint) * 10000 + cast((total_due_size - floor(total_due_size)) * 10000 as bigint) as decimal(19, 0)) as total_due_units
    from sized
),

totalled as (
    select
        weighed.*,
        cast(sum(weight) over (partition by order_id) as decimal(38, 0)) as total_weight
    from weighed
),

divided as (
    select
        totalled.*,
        mod(subtotal_units * weight, total_weight) as subtotal_residue,
        mod(tax_units * weight, total_weight) as tax_residue,
        mod(freight_units * weight, total_weight) as freight_residue,
        mod(total_due_units * weight, total_weight) as total_due_residue
    from totalled
),

-- What is divided here is whole, so that a double holds the quotient exactly.
split as (
    select
        divided.*,
        cast(round(cast(subtotal_units * weight - subtotal_residue as double) / cast(total_weight as double)) as bigint) as subtotal_wholes,
        cast(round(cast(tax_units * weight - tax_residue as double) / cast(total_weight as double)) as bigint) as tax_wholes,
        cast(round(cast(freight_units * weight - freight_residue as double) / cast(total_weight as double)) as bigint) as freight_wholes,
        cast(round(cast(total_due_units * weight - total_due_residue as double) / cast(total_weight as double)) as bigint) as total_due_wholes
    from divided
),

placed as (
    select
        split.*,
        row_number() over (partition by order_id order by subtotal_residue desc, sale_id) as subtotal_place,
        row_number() over (partition by order_id order by tax_residue desc, sale_id) as tax_place,
        row_number() over (partition by order_id order by freight_residue desc, sale_id) as freight_place,
        row_number() over (partition by order_id order by total_due_residue desc, sale_id) as total_due_place,
        sum(subtotal_wholes) over (partition by order_id) as subtotal_given,
        sum(tax_wholes) over (partition by order_id) as tax_given,
        sum(freight_wholes) over (partition by order_id) as freight_given,
        sum(total_due_wholes) over (partition by order_id) as total_due_given
    from split
),

parts as (
    select
        sale_id,
        order_id,
        ordered_on,
        product_id,
        revenue,
        lines,
        sign(subtotal) * (subtotal_wholes + case when subtotal_place <= subtotal_units - subtotal_given then 1 else 0 end) as subtotal,
        sign(tax) * (tax_wholes + case when tax_place <= tax_units - tax_given then 1 else 0 end) as tax,
        sign(freight) * (freight_wholes + case when freight_place <= freight_units - freight_given then 1 else 0 end) as freight,
        sign(total_due) * (total_due_wholes + case when total_due_place <= total_due_units - total_due_given then 1 else 0 end) as total_due
    from placed
)

select
    sale_id,
    order_id,
    ordered_on,
    product_id,
    revenue,
    lines,
    subtotal,
    tax,
    freight,
    total_due
from sales
where lines = 1
union all
select
    sale_id,
    order_id,
    ordered_on,
    product_id,
    revenue,
    lines,
    cast(0.0001 * cast(subtotal as decimal(18, 0)) as decimal(18, 4)) as subtotal,
    cast(0.0001 * cast(tax as decimal(18, 0)) as decimal(18, 4)) as tax,
    cast(0.0001 * cast(freight as decimal(18, 0)) as decimal(18, 4)) as freight,
    cast(0.0001 * cast(total_due as decimal(18, 0)) as decimal(18, 4)) as total_due
from parts
