-- Attributed + unattributed = total revenue, under every model that conserves it, and by campaign as by sale.
-- Reads: mart_period, mart_orders, mart_attribution, mart_campaign_sales.
with sums as (
    select
        (select coalesce(sum(revenue), 0) from mart_orders) as total,
        (select coalesce(sum(revenue), 0) from mart_orders where active_flights = 0) as unattributed,
        (select coalesce(sum(credit), 0) from mart_attribution) as attributed,
        (select coalesce(sum(attributed_revenue), 0) from mart_orders) as attributed_by_sale,
        (select coalesce(sum(attributed_revenue), 0) from mart_campaign_sales) as attributed_by_campaign
)

select sums.*
from sums
cross join mart_period
where sums.attributed <> sums.attributed_by_sale
    or sums.attributed <> sums.attributed_by_campaign
    or (mart_period.attribution <> 'any_touch' and sums.attributed + sums.unattributed <> sums.total)
