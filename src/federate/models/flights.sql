-- The flights as they were read, put together once for all that ask for them. One row per flight_id.
-- Reads: clean_campaigns. Read by: keys_in_use, cell_flights, class_flights, mart_campaign_sales, mart_joins, the audits.
select
    flight_id,
    campaign_name,
    starts_on,
    ends_on,
    product_id,
    customer_id,
    store_id,
    country,
    spend
from clean_campaigns
