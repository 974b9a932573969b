-- Under the model of the report each campaign has what it has everywhere else; and what it comes to when the revenue of a
-- day and product is split as a whole differs from that by less than a unit per credit, rounding. One row per campaign.
-- Reads: mart_attribution_models, mart_campaign_sales, model_days, mart_period.
with sums as (
    select
        days.campaign_name,
        sum(
            case mart_period.attribution
                when 'linear' then days.linear
                when 'first_touch' then days.first_touch
                when 'last_touch' then days.last_touch
                when 'position_based' then days.position_based
                when 'time_decay' then days.time_decay
                else days.any_touch
            end
        ) as revenue
    from model_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
    group by days.campaign_name
),

shown as (
    select
        campaign_name,
        case model
            when 'linear' then linear
            when 'first_touch' then first_touch
            when 'last_touch' then last_touch
            when 'position_based' then position_based
            when 'time_decay' then time_decay
            else any_touch
        end as revenue
    from mart_attribution_models
)

select campaigns.campaign_name, campaigns.attributed_revenue, shown.revenue as shown, sums.revenue as split_as_a_whole
from mart_campaign_sales as campaigns
left join shown on shown.campaign_name = campaigns.campaign_name
left join sums on sums.campaign_name = campaigns.campaign_name
where shown.revenue is distinct from campaigns.attributed_revenue
    or abs(coalesce(sums.revenue, 0) - campaigns.attributed_revenue) > 0.01 * campaigns.credits
