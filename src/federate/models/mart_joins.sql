-- What each join matched and kept: the left side must come out with as many rows as it went in. One row per name.
-- Reads: clean_orders, clean_campaigns, clean_web_traffic, clean_footfall, clean_counts, mart_period, mart_orders, mart_attribution, traffic_days, footfall_days. Read by: the audits, report.
with sales as (
    select count(*) as sales
    from clean_orders as orders
    join mart_period on orders.ordered_on between mart_period.first_day and mart_period.as_of
),

order_days as (
    select distinct ordered_on as day from mart_orders
),

flights as (
    select
        count(*) as flights,
        count(case when flight_id in (select flight_id from mart_attribution) then 1 end) as matched
    from clean_campaigns
),

all_traffic_days as (
    select distinct day from clean_web_traffic
),

traffic as (
    select count(*) as days, count(order_days.day) as matched
    from all_traffic_days left join order_days on order_days.day = all_traffic_days.day
),

all_footfall_days as (
    select distinct day from clean_footfall
),

readings as (
    select count(*) as days, count(order_days.day) as matched
    from all_footfall_days left join order_days on order_days.day = all_footfall_days.day
),

matched_sales as (
    select
        count(*) as sales,
        count(case when active_flights > 0 then 1 end) as with_flight,
        count(case when ordered_on in (select day from traffic_days) then 1 end) as with_traffic,
        count(case when ordered_on in (select day from footfall_days) then 1 end) as with_readings
    from mart_orders
),

joins as (
    select
        1 as place, 'campaigns' as source, 'sales to flights' as name, 'clean_orders' as left_table, 'clean_campaigns' as right_table,
        'each sale to any number of flights, its revenue split among them' as cardinality,
        sales.sales as rows_before, matched_sales.sales as rows_after,
        matched_sales.with_flight as left_matched, flights.flights as right_rows, flights.matched as right_matched
    from sales cross join matched_sales cross join flights
    union all
    select
        2, 'web_traffic', 'sales to traffic days', 'clean_orders', 'clean_web_traffic', 'each sale to at most one day of traffic',
        sales.sales, matched_sales.sales, matched_sales.with_traffic, traffic.days, traffic.matched
    from sales cross join matched_sales cross join traffic
    union all
    select
        3, 'footfall', 'sales to footfall days', 'clean_orders', 'clean_footfall', 'each sale to at most one day of readings',
        sales.sales, matched_sales.sales, matched_sales.with_readings, readings.days, readings.matched
    from sales cross join matched_sales cross join readings
)

select
    name,
    left_table,
    right_table,
    cardinality,
    rows_before,
    rows_after,
    left_matched,
    rows_before - left_matched as left_unmatched,
    right_matched,
    right_rows - right_matched as right_unmatched
from joins
where source in (select source from clean_counts)
order by place
