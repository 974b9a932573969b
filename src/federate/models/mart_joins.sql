-- What each join matched and kept: the left side must come out with as many rows as it went in. One row per name.
-- Reads: flights, clean_counts, mart_period, sale_days, sale_cells, matched_cells, class_days, flight_days, traffic_days, footfall_days. Read by: the audits, report.
with sales_by_day as (
    select days.ordered_on as day, days.sales
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

sales as (
    select cast(sum(sales) as bigint) as sales from sales_by_day
),

unmatched as (
    select coalesce(sum(cells.sales), 0) as sales
    from sale_cells as cells
    join mart_period on cells.ordered_on <= mart_period.as_of
    where cells.cell_id not in (select cell_id from matched_cells)
),

matched as (
    select coalesce(sum(days.sales), 0) as sales
    from class_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

flights_of_period as (
    select distinct days.flight_id
    from flight_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

used as (
    select count(*) as flights, count(matched.flight_id) as matched
    from flights
    left join flights_of_period as matched on matched.flight_id = flights.flight_id
),

traffic as (
    select count(*) as days, count(sales_by_day.day) as matched
    from traffic_days left join sales_by_day on sales_by_day.day = traffic_days.day
),

readings as (
    select count(*) as days, count(sales_by_day.day) as matched
    from footfall_days left join sales_by_day on sales_by_day.day = footfall_days.day
),

sales_with_traffic as (
    select sum(sales_by_day.sales) as sales, coalesce(sum(case when traffic_days.day is not null then sales_by_day.sales end), 0) as matched
    from sales_by_day left join traffic_days on traffic_days.day = sales_by_day.day
),

sales_with_readings as (
    select sum(sales_by_day.sales) as sales, coalesce(sum(case when footfall_days.day is not null then sales_by_day.sales end), 0) as matched
    from sales_by_day left join footfall_days on footfall_days.day = sales_by_day.day
),

joins as (
    select
        1 as place, 'campaigns' as source, 'sales to flights' as name, 'clean_orders' as left_table, 'clean_campaigns' as right_table,
        'each sale to any number of flights, its revenue split among them' as cardinality,
        sales.sales as rows_before, cast(unmatched.sales + matched.sales as bigint) as rows_after,
        cast(matched.sales as bigint) as left_matched, used.flights as right_rows, used.matched as right_matched
    from sales cross join unmatched cross join matched cross join used
    union all
    select
        2, 'web_traffic', 'sales to traffic days', 'clean_orders', 'clean_web_traffic', 'each sale to at most one day of traffic',
        sales.sales, cast(matched.sales as bigint), cast(matched.matched as bigint), traffic.days, traffic.matched
    from sales cross join sales_with_traffic as matched cross join traffic
    union all
    select
        3, 'footfall', 'sales to footfall days', 'clean_orders', 'clean_footfall', 'each sale to at most one day of readings',
        sales.sales, cast(matched.sales as bigint), cast(matched.matched as bigint), readings.days, readings.matched
    from sales cross join sales_with_readings as matched cross join readings
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
