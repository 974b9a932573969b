-- Whether stock is told apart by store, which takes stores in the orders and in the inventory; and whether the orders count units:
-- where they do not, each line is one. One row.
-- Needs: inventory. Reads: sale_items, clean_inventory, mart_period. Read by: stock_moves, stock_days, the audits.
with sold as (
    select count(items.store_id) as stores, count(items.units) as units
    from sale_items as items
    join mart_period on items.ordered_on <= mart_period.as_of
),

moved as (
    select count(store_id) as stores from clean_inventory
)

select
    sold.stores > 0 and moved.stores > 0 as by_store,
    sold.units > 0 as by_units
from sold
cross join moved
