-- What was on hand of each product at the end of each day on which it moved or was sold; it stays so until `next_day`. Both sides
-- are summed to the day before they meet, and those of one side alone are there as well. One row per (store_id, product_id, day).
-- A day was `stocked` when some was there at its beginning or its end, and `open`, so that the product could be bought, also when
-- some was sold all the same.
-- Needs: inventory. Reads: stock_moves, sale_items, stock_grain, mart_period. Read by: mart_stock, the audits.
with sales as (
    select
        items.ordered_on as day,
        case when stock_grain.by_store then items.store_id end as store_id,
        items.product_id,
        sum(case when stock_grain.by_units then coalesce(items.units, 0) else items.sales end) as units
    from sale_items as items
    join mart_period on items.ordered_on <= mart_period.as_of
    cross join stock_grain
    group by items.ordered_on, case when stock_grain.by_store then items.store_id end, items.product_id
),

both_sides as (
    select day, store_id, product_id, opening, received, moved, change, reset, has_come_in, movements, 0 as units
    from stock_moves
    union all
    select day, store_id, product_id, 0, 0, 0, 0, null, false, 0, units
    from sales
),

days as (
    select
        day,
        store_id,
        product_id,
        sum(opening) as opening,
        sum(received) as received,
        sum(moved) as moved,
        sum(change) as change,
        max(reset) as reset,
        max(case when has_come_in then 1 else 0 end) as has_come_in,
        sum(movements) as movements,
        sum(units) as units
    from both_sides
    group by day, store_id, product_id
),

running as (
    select
        days.*,
        sum(change) over (partition by store_id, product_id order by day rows unbounded preceding) as stocked,
        sum(units) over (partition by store_id, product_id order by day rows unbounded preceding) as sold,
        count(reset) over (partition by store_id, product_id order by day rows unbounded preceding) as base_no,
        lead(day) over (partition by store_id, product_id order by day) as next_day
    from days
),

levels as (
    select
        running.*,
        stocked - sold + coalesce(
            max(case when reset = 2 then sold when reset = 1 then sold - units end)
                over (partition by store_id, product_id, base_no),
            0
        ) as on_hand
    from running
),

with_before as (
    select
        levels.*,
        coalesce(lag(on_hand) over (partition by store_id, product_id order by day), 0) as level_before
    from levels
)

select
    with_before.day,
    with_before.store_id,
    with_before.product_id,
    cast(with_before.opening as bigint) as opening,
    cast(with_before.received as bigint) as received,
    cast(with_before.moved as bigint) as moved,
    cast(with_before.units as bigint) as units,
    cast(with_before.movements as bigint) as movements,
    with_before.has_come_in = 1 as has_come_in,
    cast(with_before.on_hand as bigint) as on_hand,
    with_before.on_hand > 0 or with_before.level_before > 0 as is_stocked,
    with_before.on_hand > 0 or with_before.level_before > 0 or with_before.units <> 0 as is_open,
    coalesce(with_before.next_day, mart_period.as_of + 1) as next_day
from with_before
cross join mart_period
