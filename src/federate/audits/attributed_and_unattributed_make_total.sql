-- Attributed + unattributed = total revenue, under every model that conserves it, and by campaign as by flight and day.
-- Needs: campaigns. Reads: mart_period, mart_totals, mart_campaign_sales, flight_days, sale_days.
with sums as (
    select
        (
            select coalesce(sum(days.revenue), 0)
            from sale_days as days
            join mart_period on days.ordered_on <= mart_period.as_of
        ) as total,
        mart_totals.unattributed_revenue as unattributed,
        mart_totals.attributed_revenue as attributed,
        (
            select coalesce(sum(days.attributed_revenue), 0)
            from flight_days as days
            join mart_period on days.ordered_on <= mart_period.as_of
        ) as attributed_by_flight,
        (select coalesce(sum(attributed_revenue), 0) from mart_campaign_sales) as attributed_by_campaign
    from mart_totals
)

select sums.*
from sums
cross join mart_period
where sums.attributed <> sums.attributed_by_flight
    or sums.attributed <> sums.attributed_by_campaign
    or (mart_period.attribution <> 'any_touch' and sums.attributed + sums.unattributed <> sums.total)
