-- Gross, discount and net in all, and how much is known of them. One row.
-- Section: discounts. Reads: discount_days, mart_period. Read by: report, the audits.
select
    cast(coalesce(sum(days.lines), 0) as bigint) as lines,
    cast(coalesce(sum(days.priced_lines), 0) as bigint) as priced_lines,
    cast(coalesce(sum(case when days.band > 0 then days.lines else 0 end), 0) as bigint) as discounted_lines,
    cast(coalesce(sum(case when days.offer_id is not null then days.lines else 0 end), 0) as bigint) as offer_lines,
    cast(coalesce(sum(days.units), 0) as bigint) as units,
    cast(coalesce(sum(case when days.band > 0 then days.units else 0 end), 0) as bigint) as discounted_units,
    cast(coalesce(sum(days.gross), 0) as decimal(18, 4)) as gross,
    cast(coalesce(sum(days.gross - days.priced_net), 0) as decimal(18, 4)) as discount,
    cast(coalesce(sum(days.net), 0) as decimal(18, 4)) as net,
    cast(coalesce(sum(days.net - days.priced_net), 0) as decimal(18, 4)) as unpriced_net
from discount_days as days
join mart_period on days.ordered_on <= mart_period.as_of
