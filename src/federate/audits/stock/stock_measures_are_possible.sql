-- Each product is there once in each store, out where nothing is on hand and not out where something is; no demand, cover or
-- loss is negative, and no more days are lost than the period has since the first came in.
-- Reads: mart_stock, mart_period.
with numbered as (
    select *, count(*) over (partition by store_id, product_id) as times
    from mart_stock
)

select
    stock.store_id,
    stock.product_id,
    stock.times,
    stock.state,
    stock.on_hand,
    stock.sell_through,
    stock.daily_demand,
    stock.days_of_cover,
    stock.lost_days
from numbered as stock
cross join mart_period
where stock.times <> 1
    or stock.product_id is null
    or (stock.state = 'out') <> (stock.on_hand <= 0 and stock.movements > 0)
    or stock.sell_through < 0
    or stock.daily_demand < 0
    or stock.days_of_cover < 0
    or stock.lost_days < 0
    or stock.lost_days > date_diff('day', stock.came_in_on, mart_period.as_of) + 1
