-- Web traffic summed to the day, before it meets the sales. One row per day.
-- Kept by: day (web_traffic). Reads: traffic_to_sum. Read by: mart_orders, mart_daily_sales, mart_joins, the audits.
select
    traffic.day,
    cast(sum(traffic.pageviews) as bigint) as pageviews,
    cast(sum(traffic.sessions) as bigint) as sessions,
    count(*) as records
from traffic_to_sum as traffic
group by traffic.day
