-- Where nothing was counted and no opening came after the first record, what is on hand is opening + received + moved − sold.
-- Reads: mart_stock, stock_moves.
with uncounted as (
    select store_id, product_id
    from stock_moves
    group by store_id, product_id
    having max(reset) is null
)

select stock.store_id, stock.product_id, stock.on_hand, stock.corrected
from mart_stock as stock
join uncounted on uncounted.product_id = stock.product_id and uncounted.store_id is not distinct from stock.store_id
where stock.on_hand <> stock.opening + stock.received + stock.moved - stock.sold
