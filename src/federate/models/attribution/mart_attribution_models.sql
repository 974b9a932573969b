-- What each campaign earned under every attribution model, side by side: campaigns without a sale have nothing. One row
-- per campaign_name. The model of the report is split sale by sale, as everywhere; the others day by day and product by
-- product, so that they may differ by cents from what they would be there.
-- Joins: mart_campaign_sales 1:1 the sums of model_days.
-- Section: attribution. Needs: campaigns. Reads: model_days, mart_period, mart_campaign_sales. Read by: report, figures.
with sums as (
    select
        days.campaign_name,
        sum(days.linear) as linear,
        sum(days.first_touch) as first_touch,
        sum(days.last_touch) as last_touch,
        sum(days.position_based) as position_based,
        sum(days.time_decay) as time_decay,
        sum(days.any_touch) as any_touch
    from model_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.campaign_name
),

beside as (
    select
        campaigns.campaign_name,
        mart_period.attribution as model,
        campaigns.attributed_revenue,
        case when mart_period.attribution = 'linear' then campaigns.attributed_revenue else coalesce(sums.linear, 0) end
            as linear,
        case when mart_period.attribution = 'position_based' then campaigns.attributed_revenue
            else coalesce(sums.position_based, 0) end as position_based,
        case when mart_period.attribution = 'time_decay' then campaigns.attributed_revenue
            else coalesce(sums.time_decay, 0) end as time_decay,
        coalesce(sums.first_touch, 0) as first_touch,
        coalesce(sums.last_touch, 0) as last_touch,
        coalesce(sums.any_touch, 0) as any_touch
    from mart_campaign_sales as campaigns
    cross join mart_period
    left join sums on sums.campaign_name = campaigns.campaign_name
)

select
    campaign_name,
    model,
    cast(attributed_revenue as decimal(18, 4)) as attributed_revenue,
    cast(linear as decimal(18, 4)) as linear,
    cast(first_touch as decimal(18, 4)) as first_touch,
    cast(last_touch as decimal(18, 4)) as last_touch,
    cast(position_based as decimal(18, 4)) as position_based,
    cast(time_decay as decimal(18, 4)) as time_decay,
    cast(any_touch as decimal(18, 4)) as any_touch,
    cast(least(linear, first_touch, last_touch, position_based, time_decay) as decimal(18, 4)) as least_revenue,
    cast(greatest(linear, first_touch, last_touch, position_based, time_decay) as decimal(18, 4)) as most_revenue
from beside
