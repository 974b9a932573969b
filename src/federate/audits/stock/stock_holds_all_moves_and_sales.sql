-- What was there at first, came in, moved and was sold by the stock mart is what the inventory and the orders say, summed in one go.
-- Reads: mart_stock, clean_inventory, sale_items, stock_grain, mart_period.
with inventory as (
    select
        coalesce(sum(case when kind = 'opening' then quantity end), 0) as opening,
        coalesce(sum(case when kind = 'receipt' then quantity end), 0) as received,
        coalesce(sum(case when kind not in ('opening', 'receipt', 'count') then quantity end), 0) as moved,
        count(*) as movements
    from clean_inventory
    join mart_period on clean_inventory.moved_on <= mart_period.as_of
),

orders as (
    select coalesce(sum(case when stock_grain.by_units then coalesce(items.units, 0) else items.sales end), 0) as sold
    from sale_items as items
    join mart_period on items.ordered_on <= mart_period.as_of
    cross join stock_grain
),

stock as (
    select
        coalesce(sum(opening), 0) as opening,
        coalesce(sum(received), 0) as received,
        coalesce(sum(moved), 0) as moved,
        coalesce(sum(movements), 0) as movements,
        coalesce(sum(sold), 0) as sold
    from mart_stock
)

select
    inventory.opening as opening_moved,
    stock.opening,
    inventory.received as received_moved,
    stock.received,
    inventory.moved as moved_moved,
    stock.moved,
    inventory.movements as records,
    stock.movements,
    orders.sold as units_sold,
    stock.sold
from inventory
cross join orders
cross join stock
where inventory.opening <> stock.opening
    or inventory.received <> stock.received
    or inventory.moved <> stock.moved
    or inventory.movements <> stock.movements
    or orders.sold <> stock.sold
