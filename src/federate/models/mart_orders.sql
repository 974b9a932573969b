-- Every sale with its credit and the day's readings. One row per sale_id.
-- Joins: clean_orders n:1 each of the others, at most one row a sale.
-- Reads: clean_orders, clean_campaigns, mart_period, mart_attribution, traffic_days, footfall_days. Read by: mart_daily_sales, mart_product_sales, mart_country_sales, mart_joins, report.
with credits as (
    select
        sale_id,
        count(*) as active_flights,
        sum(credit) as attributed_revenue,
        max(abs(credit)) as largest_credit
    from mart_attribution
    group by sale_id
),

largest_flights as (
    select attribution.sale_id, min(attribution.flight_id) as flight_id
    from mart_attribution as attribution
    join credits on credits.sale_id = attribution.sale_id and credits.largest_credit = abs(attribution.credit)
    group by attribution.sale_id
),

largest_flight as (
    select largest_flights.sale_id, flights.campaign_name
    from largest_flights
    join clean_campaigns as flights on flights.flight_id = largest_flights.flight_id
)

select
    orders.sale_id,
    orders.order_id,
    orders.ordered_on,
    orders.ordered_at,
    orders.product_id,
    orders.customer_id,
    orders.store_id,
    orders.country,
    orders.quantity,
    orders.revenue,
    coalesce(credits.active_flights, 0) as active_flights,
    largest_flight.campaign_name,
    cast(coalesce(credits.attributed_revenue, 0) as decimal(18, 4)) as attributed_revenue,
    traffic.pageviews,
    traffic.sessions,
    readings.footfall,
    readings.temperature
from clean_orders as orders
join mart_period on orders.ordered_on between mart_period.first_day and mart_period.as_of
left join credits on credits.sale_id = orders.sale_id
left join largest_flight on largest_flight.sale_id = orders.sale_id
left join traffic_days as traffic on traffic.day = orders.ordered_on
left join footfall_days as readings on readings.day = orders.ordered_on
