-- Web traffic summed to the day, before it meets the sales. One row per day.
-- Reads: clean_web_traffic, mart_period. Read by: mart_orders, mart_daily_sales, mart_joins.
select
    traffic.day,
    cast(sum(traffic.pageviews) as bigint) as pageviews,
    cast(sum(traffic.sessions) as bigint) as sessions
from clean_web_traffic as traffic
join mart_period on traffic.day between mart_period.first_day and mart_period.as_of
group by traffic.day
