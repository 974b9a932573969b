-- The key of every mart, and of whatever a sale is joined to, is unique and not null.
-- Reads: sale_keys, mart_daily_sales, mart_campaign_sales, mart_product_sales, mart_country_sales, flights, matched_cells, class_flights, lineup_splits, traffic_days, footfall_days.
with different_cells as (
    select distinct ordered_on, product_id, customer_id, store_id, country from matched_cells
),

different_classes as (
    select distinct lineup_id, residue from class_flights where lineup_id is not null and residue is not null
),

different_splits as (
    select distinct lineup_id, residue, flight_id
    from lineup_splits
    where lineup_id is not null and residue is not null and flight_id is not null
),

keys as (
    select 'mart_orders' as mart, sales as row_count, sale_ids as keys from sale_keys
    union all
    select 'mart_daily_sales', count(*), count(distinct day) from mart_daily_sales
    union all
    select 'mart_campaign_sales', count(*), count(distinct campaign_name) from mart_campaign_sales
    union all
    select 'mart_product_sales', count(*), count(distinct product_id) from mart_product_sales
    union all
    select 'mart_country_sales', count(*), count(distinct country) from mart_country_sales
    union all
    select 'clean_campaigns', count(*), count(distinct flight_id) from flights
    union all
    select 'traffic_days', count(*), count(distinct day) from traffic_days
    union all
    select 'footfall_days', count(*), count(distinct day) from footfall_days
    union all
    select 'matched_cells', (select count(*) from matched_cells), (select count(*) from different_cells)
    union all
    select 'class_flights', (select count(*) from class_flights), (select count(*) from different_classes)
    union all
    select 'mart_attribution', (select count(*) from lineup_splits), (select count(*) from different_splits)
)

select mart, row_count, keys
from keys
where row_count <> keys
