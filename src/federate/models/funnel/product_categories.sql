-- The category of each product, as the events were last summed by it. Kept. One row per product_id.
-- Needs: products. Reads: clean_products. Read by: event_categories.
select product_id, category
from clean_products
