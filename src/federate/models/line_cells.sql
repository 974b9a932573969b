-- The line-up each line of an order of several fell in, if flights apply to it. One row per sale.
-- Joins: order_lines n:1 matched_cells. Reads: order_lines, keys_in_use, matched_cells, mart_period. Read by: mart_campaign_sales, mart_totals.
select lines.order_id, lines.sale_id, cells.lineup_id
from order_lines as lines
join mart_period on lines.ordered_on <= mart_period.as_of
cross join keys_in_use
join matched_cells as cells
    on cells.ordered_on = lines.ordered_on
    and cells.product_id is not distinct from lines.product_id
    and cells.customer_id is not distinct from case when keys_in_use.by_customer then lines.customer_id end
    and cells.store_id is not distinct from case when keys_in_use.by_store then lines.store_id end
    and cells.country is not distinct from case when keys_in_use.by_country then lines.country end
