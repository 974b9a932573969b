-- What was sold at which discount. One row per band, the upper bound of the discount in percent; 0 is none, NULL not known.
-- `discount` and `gross` are of lines whose price is known, `net` of all; the margin is of what has a cost.
-- Section: discounts. Reads: discount_lines. Read by: report, the audits.
select
    band,
    cast(sum(lines) as bigint) as lines,
    cast(sum(units) as bigint) as units,
    cast(sum(gross) as decimal(18, 4)) as gross,
    cast(sum(gross - priced_net) as decimal(18, 4)) as discount,
    cast(sum(net) as decimal(18, 4)) as net,
    cast(sum(net - priced_net) as decimal(18, 4)) as unpriced_net,
    cast(sum(costed_net) as decimal(18, 4)) as costed_net,
    cast(sum(costed_net - cost) as decimal(18, 4)) as margin,
    case when sum(costed_net) > 0
        then round(cast(sum(costed_net - cost) as double) / cast(sum(costed_net) as double), 6) end as margin_rate
from discount_lines
group by band
