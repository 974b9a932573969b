-- What was on hand of each product at the end of each day on which it moved or was sold; it stays so until `next_day`. Both sides
-- are summed to the day before they meet, and those of one side alone are there as well. One row per (item_id, day).
-- A day was `stocked` when some was there at its beginning or its end, and `open`, so that the product could be bought, also when
-- some was sold all the same. What is sold before a count, or on days before an opening, is in that already: on hand is what moved
-- less what was sold since.
-- Joins: both sides n:1 stock_items; the days n:1 the last count or opening, and n:1 the one before.
-- Needs: inventory. Reads: stock_moves, sale_items, stock_items, stock_grain, mart_period. Read by: mart_stock, the audits.
with sales as (
    select
        sold.ordered_on as day,
        items.item_id,
        sum(case when stock_grain.by_units then coalesce(sold.units, 0) else sold.sales end) as units
    from sale_items as sold
    join mart_period on sold.ordered_on <= mart_period.as_of
    cross join stock_grain
    join stock_items as items
        on items.product_id = sold.product_id
        and items.store_id is not distinct from case when stock_grain.by_store then sold.store_id end
    group by sold.ordered_on, items.item_id
),

both_sides as (
    select
        moves.day,
        items.item_id,
        moves.opening,
        moves.received,
        moves.moved,
        moves.change,
        moves.reset,
        moves.has_come_in,
        moves.movements,
        0 as units
    from stock_moves as moves
    join stock_items as items
        on items.product_id = moves.product_id and items.store_id is not distinct from moves.store_id
    union all
    select day, item_id, 0, 0, 0, 0, null, false, 0, units
    from sales
),

days as (
    select
        day,
        item_id,
        cast(sum(opening) as bigint) as opening,
        cast(sum(received) as bigint) as received,
        cast(sum(moved) as bigint) as moved,
        cast(sum(change) as bigint) as change,
        max(reset) as reset,
        max(case when has_come_in then 1 else 0 end) = 1 as has_come_in,
        cast(sum(movements) as bigint) as movements,
        cast(sum(units) as bigint) as units
    from both_sides
    group by day, item_id
),

running as (
    select
        days.*,
        sum(change - units) over so_far as net,
        sum(units) over so_far as sold,
        count(reset) over so_far as base_no,
        lead(day) over (partition by item_id order by day) as next_day
    from days
    window so_far as (partition by item_id order by day rows unbounded preceding)
),

bases as (
    select item_id, base_no, case when reset = 2 then sold else sold - units end as sold_before
    from running
    where reset is not null
),

levels as (
    select
        running.*,
        running.net + coalesce(base.sold_before, 0) as on_hand,
        running.net - running.change + running.units
        + coalesce(case when running.reset is null then base.sold_before else earlier.sold_before end, 0) as level_before
    from running
    left join bases as base on base.item_id = running.item_id and base.base_no = running.base_no
    left join bases as earlier on earlier.item_id = running.item_id and earlier.base_no = running.base_no - 1
)

select
    levels.day,
    levels.item_id,
    levels.opening,
    levels.received,
    levels.moved,
    levels.units,
    levels.movements,
    levels.has_come_in,
    cast(levels.on_hand as bigint) as on_hand,
    levels.on_hand > 0 or levels.level_before > 0 as is_stocked,
    levels.on_hand > 0 or levels.level_before > 0 or levels.units <> 0 as is_open,
    coalesce(levels.next_day, mart_period.as_of + 1) as next_day
from levels
cross join mart_period
