-- What was sold under each offer. One row per offer_id; those of the master data that nobody used are there with nothing, sales without an offer are gathered under (none).
-- Joins: discount_lines, summed by offer, 1:1 clean_offers, full.
-- Section: discounts. Reads: discount_lines, clean_offers. Read by: report, the audits.
with used as (
    select
        coalesce(offer_id, '(none)') as offer_id,
        sum(lines) as lines,
        sum(units) as units,
        sum(gross) as gross,
        sum(gross - priced_net) as discount,
        sum(net) as net,
        sum(net - priced_net) as unpriced_net,
        sum(costed_net) as costed_net,
        sum(costed_net - cost) as margin
    from discount_lines
    group by coalesce(offer_id, '(none)')
)

select
    coalesce(used.offer_id, offers.offer_id) as offer_id,
    offers.offer_name,
    offers.kind,
    offers.discount as stated_discount,
    offers.starts_on,
    offers.ends_on,
    cast(coalesce(used.lines, 0) as bigint) as lines,
    cast(coalesce(used.units, 0) as bigint) as units,
    cast(coalesce(used.gross, 0) as decimal(18, 4)) as gross,
    cast(coalesce(used.discount, 0) as decimal(18, 4)) as discount,
    cast(coalesce(used.net, 0) as decimal(18, 4)) as net,
    cast(coalesce(used.unpriced_net, 0) as decimal(18, 4)) as unpriced_net,
    cast(used.costed_net as decimal(18, 4)) as costed_net,
    cast(used.margin as decimal(18, 4)) as margin,
    case when used.costed_net > 0
        then round(cast(used.margin as double) / cast(used.costed_net as double), 6) end as margin_rate
from used
full join clean_offers as offers on offers.offer_id = used.offer_id
