-- What was sold of each product at which discount up to the as-of day, with its cost where that is known. One row per (product_id, offer_id, band).
-- Joins: discount_days n:1 clean_products, left. Reads: discount_days, clean_products, mart_period. Read by: mart_discount_bands, mart_offers.
with sums as (
    select
        days.product_id,
        days.offer_id,
        days.band,
        sum(days.lines) as lines,
        sum(days.units) as units,
        sum(days.net) as net,
        sum(days.priced_lines) as priced_lines,
        sum(days.gross) as gross,
        sum(days.priced_net) as priced_net,
        sum(days.counted_net) as counted_net
    from discount_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.product_id, days.offer_id, days.band
)

select
    sums.*,
    case when products.unit_cost is not null then sums.counted_net end as costed_net,
    cast(sums.units * products.unit_cost as decimal(38, 4)) as cost
from sums
left join clean_products as products on products.product_id = sums.product_id
