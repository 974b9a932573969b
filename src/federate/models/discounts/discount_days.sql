-- What was sold at which discount, day by day. One row per (ordered_on, product_id, offer_id, band).
-- Gross is price by quantity, or without a price what the discount was taken from; NULL where neither is known. `band` is the upper bound of the
-- discount in percent, 0 for none, NULL where it is not known: as given, else what the revenue is short of the price, from half a percent on.
-- Kept by: ordered_on (orders). Reads: orders_to_sum. Read by: discount_lines, product_discount_days, mart_discount_totals, the audits.
with grossed as (
    select
        ordered_on,
        product_id,
        cast(offer_id as varchar) as offer_id,
        quantity,
        revenue,
        discount,
        case
            when unit_price is not null then cast(unit_price * quantity as decimal(18, 4))
            when discount < 1 then cast(round(cast(revenue as double) / (1 - cast(discount as double)), 4) as decimal(18, 4))
        end as gross
    from orders_to_sum
),

shared as (
    select
        grossed.*,
        case
            when discount is not null then cast(discount as double)
            when gross <> 0 and abs(1 - cast(revenue as double) / cast(gross as double)) < 0.005 then 0
            when gross <> 0 then 1 - cast(revenue as double) / cast(gross as double)
        end as share
    from grossed
),

banded as (
    select
        shared.*,
        case
            when share is null then null
            when share <= 0 then 0
            when share <= 0.05 then 5
            when share <= 0.1 then 10
            when share <= 0.2 then 20
            when share <= 0.3 then 30
            when share <= 0.5 then 50
            else 100
        end as band
    from shared
)

select
    ordered_on,
    product_id,
    offer_id,
    band,
    count(*) as lines,
    cast(coalesce(sum(quantity), 0) as decimal(38, 0)) as units,
    cast(sum(revenue) as decimal(38, 4)) as net,
    count(gross) as priced_lines,
    cast(coalesce(sum(gross), 0) as decimal(38, 4)) as gross,
    cast(coalesce(sum(case when gross is not null then revenue end), 0) as decimal(38, 4)) as priced_net,
    cast(coalesce(sum(case when quantity is not null then revenue end), 0) as decimal(38, 4)) as counted_net
from banded
group by ordered_on, product_id, offer_id, band
