-- Page views and sessions of the daily mart are those of the days they were gathered to, summed over its days.
-- Needs: web_traffic. Reads: traffic_days, mart_period, mart_daily_sales.
select
    traffic.pageviews as clean_pageviews,
    daily.pageviews,
    traffic.sessions as clean_sessions,
    daily.sessions
from (select sum(pageviews) as pageviews, sum(sessions) as sessions from mart_daily_sales) as daily
cross join (
    select sum(days.pageviews) as pageviews, sum(days.sessions) as sessions
    from traffic_days as days
    join mart_period on days.day between mart_period.first_day and mart_period.as_of
) as traffic
where daily.pageviews is distinct from traffic.pageviews
    or daily.sessions is distinct from traffic.sessions
