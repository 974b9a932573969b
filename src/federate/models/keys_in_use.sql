-- Which keys any flight carries: the others need not be told apart. One row.
-- Reads: clean_campaigns. Read by: order_cells, sale_units.
select
    count(product_id) > 0 as by_product,
    count(customer_id) > 0 as by_customer,
    count(store_id) > 0 as by_store,
    count(country) > 0 as by_country
from clean_campaigns
