-- The days of traffic summed in this run hold the page views and sessions of their clean records, looked at once more and
-- summed in one go.
-- Needs: web_traffic. Reads: traffic_to_sum, traffic_days_summed.
with clean as (
    select sum(pageviews) as pageviews, sum(sessions) as sessions
    from traffic_to_sum
),

summed as (
    select sum(pageviews) as pageviews, sum(sessions) as sessions
    from traffic_days_summed
)

select
    clean.pageviews as clean_pageviews,
    summed.pageviews,
    clean.sessions as clean_sessions,
    summed.sessions
from clean
cross join summed
where clean.pageviews is distinct from summed.pageviews
    or clean.sessions is distinct from summed.sessions
