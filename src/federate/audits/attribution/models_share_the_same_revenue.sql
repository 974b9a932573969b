-- Every model that conserves the revenue shares out the same, that of all sales with a flight; and any touch gives each
-- campaign what its sales came to in full. One row per model that does not, and per campaign that differs.
-- Reads: mart_attribution_models, mart_totals, mart_campaign_sales.
with shared as (
    select 'linear' as model, coalesce(sum(linear), 0) as revenue from mart_attribution_models
    union all
    select 'first_touch', coalesce(sum(first_touch), 0) from mart_attribution_models
    union all
    select 'last_touch', coalesce(sum(last_touch), 0) from mart_attribution_models
    union all
    select 'position_based', coalesce(sum(position_based), 0) from mart_attribution_models
    union all
    select 'time_decay', coalesce(sum(time_decay), 0) from mart_attribution_models
)

select shared.model as found_in, shared.revenue as found, mart_totals.revenue - mart_totals.unattributed_revenue as expected
from shared
cross join mart_totals
where shared.revenue <> mart_totals.revenue - mart_totals.unattributed_revenue
union all
select campaigns.campaign_name, models.any_touch, campaigns.full_credit_revenue
from mart_campaign_sales as campaigns
left join mart_attribution_models as models on models.campaign_name = campaigns.campaign_name
where models.any_touch is distinct from campaigns.full_credit_revenue
