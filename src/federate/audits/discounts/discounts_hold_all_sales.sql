-- Bands and offers each hold all that was sold, and gross less discount is net where the price is known. One row where they differ.
-- Reads: mart_discount_bands, mart_offers, mart_discount_totals, sale_days, mart_period.
with sold as (
    select coalesce(sum(days.revenue), 0) as net, coalesce(sum(days.sales), 0) as lines
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

bands as (
    select
        coalesce(sum(net), 0) as net,
        coalesce(sum(lines), 0) as lines,
        coalesce(sum(gross), 0) as gross,
        coalesce(sum(gross - discount + unpriced_net), 0) as made
    from mart_discount_bands
),

offers as (
    select
        coalesce(sum(net), 0) as net,
        coalesce(sum(lines), 0) as lines,
        coalesce(sum(gross), 0) as gross,
        coalesce(sum(gross - discount + unpriced_net), 0) as made
    from mart_offers
)

select
    sold.net as sold_net,
    bands.net as net_of_bands,
    offers.net as net_of_offers,
    bands.made as made_of_bands,
    offers.made as made_of_offers,
    sold.lines,
    bands.lines as lines_of_bands,
    offers.lines as lines_of_offers
from sold
cross join bands
cross join offers
cross join mart_discount_totals as totals
where sold.net <> bands.net
    or sold.net <> offers.net
    or sold.net <> totals.net
    or sold.net <> bands.made
    or sold.net <> offers.made
    or sold.lines <> bands.lines
    or sold.lines <> offers.lines
    or bands.gross <> totals.gross
    or offers.gross <> totals.gross
