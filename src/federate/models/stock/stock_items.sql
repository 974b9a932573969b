-- Each product in each store that is sold or in the inventory, with a number, by which its many days are told apart fast. One row
-- per item_id, which is one product in one store.
-- Needs: inventory. Reads: stock_moves, sale_items, stock_grain, mart_period. Read by: stock_days, mart_stock.
with items as (
    select store_id, product_id
    from stock_moves
    union
    select case when stock_grain.by_store then items.store_id end, items.product_id
    from sale_items as items
    join mart_period on items.ordered_on <= mart_period.as_of
    cross join stock_grain
)

select cast(row_number() over (order by product_id, store_id) as integer) as item_id, store_id, product_id
from items
