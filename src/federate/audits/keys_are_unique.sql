-- The key of every mart, and of the flights, is unique and not null.
-- Reads: mart_orders, mart_attribution, mart_daily_sales, mart_campaign_sales, mart_product_sales, mart_country_sales, clean_campaigns.
with keys as (
    select 'mart_orders' as mart, count(*) as row_count, count(distinct sale_id) as keys from mart_orders
    union all
    select 'mart_daily_sales', count(*), count(distinct day) from mart_daily_sales
    union all
    select 'mart_campaign_sales', count(*), count(distinct campaign_name) from mart_campaign_sales
    union all
    select 'mart_product_sales', count(*), count(distinct product_id) from mart_product_sales
    union all
    select 'mart_country_sales', count(*), count(distinct country) from mart_country_sales
    union all
    select 'clean_campaigns', count(*), count(distinct flight_id) from clean_campaigns
    union all
    select
        'mart_attribution',
        (select count(*) from mart_attribution),
        (
            select count(*)
            from (
                select distinct sale_id, flight_id
                from mart_attribution
                where sale_id is not null and flight_id is not null
            ) as pairs
        )
)

select mart, row_count, keys
from keys
where row_count <> keys
