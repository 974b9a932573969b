-- What of each product went out and what came back as a negative order line, day by day. One row per (ordered_on, product_id).
-- A line without a quantity came back where its revenue is negative.
-- Kept by: ordered_on (orders). Reads: orders_to_sum. Read by: return_parts, mart_return_days, mart_return_rates.
with lines as (
    select
        ordered_on,
        product_id,
        quantity,
        revenue,
        case when quantity < 0 or (quantity is null and revenue < 0) then 1 else 0 end as is_back
    from orders_to_sum
)

select
    ordered_on,
    product_id,
    cast(sum(case when is_back = 0 then quantity else 0 end) as decimal(38, 0)) as sold_units,
    cast(sum(case when is_back = 0 then revenue else 0 end) as decimal(38, 4)) as sold_revenue,
    cast(sum(is_back) as bigint) as returns,
    cast(sum(case when is_back = 1 then -coalesce(quantity, 0) else 0 end) as decimal(38, 0)) as back_units,
    cast(sum(case when is_back = 1 then -revenue else 0 end) as decimal(38, 4)) as back_value
from lines
group by ordered_on, product_id
