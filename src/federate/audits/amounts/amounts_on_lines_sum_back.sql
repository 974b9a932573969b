-- What of an order's header went to its lines is what the header says, to the last digit. One row per order that differs.
-- Reads: mart_line_amounts, mart_order_amounts.
with parts as (
    select
        order_id,
        sum(subtotal) as subtotal,
        sum(tax) as tax,
        sum(freight) as freight,
        sum(total_due) as total_due
    from mart_line_amounts
    where lines > 1
    group by order_id
)

select
    amounts.order_id,
    amounts.total_due,
    parts.total_due as total_due_of_lines
from mart_order_amounts as amounts
left join parts on parts.order_id = amounts.order_id
where amounts.lines > 1
    and (
        amounts.subtotal is distinct from parts.subtotal
        or amounts.tax is distinct from parts.tax
        or amounts.freight is distinct from parts.freight
        or amounts.total_due is distinct from parts.total_due
    )
