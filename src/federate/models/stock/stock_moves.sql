-- What the inventory says of each day: what was there at first, came in and went out, and by how much the level changed, sales
-- aside. A count sets the level at the end of its day (the latest one of the day), an opening at its beginning; openings of
-- one day are summed. Where stock is not told apart by store, each place is followed by itself and then added to the others.
-- `reset` says that what was sold so far is in the level already: 2 that of the day as well (a count), 1 that of the days before
-- (an opening). One row per (day, store_id, product_id).
-- Needs: inventory. Reads: clean_inventory, stock_grain, mart_period. Read by: stock_days, the audits.
with records as (
    select
        inventory.moved_on as day,
        inventory.product_id,
        inventory.store_id as place,
        case when stock_grain.by_store then inventory.store_id end as store_id,
        inventory.kind,
        inventory.quantity,
        row_number() over (
            partition by inventory.product_id, inventory.store_id, inventory.moved_on, inventory.kind
            order by inventory.moved_at desc nulls last, inventory."row" desc
        ) as age
    from clean_inventory as inventory
    join mart_period on inventory.moved_on <= mart_period.as_of
    cross join stock_grain
),

place_days as (
    select
        day,
        product_id,
        place,
        store_id,
        sum(case when kind = 'opening' then quantity end) as opening,
        sum(case when kind = 'receipt' then quantity else 0 end) as received,
        sum(case when kind in ('opening', 'receipt', 'count') then 0 else quantity end) as moved,
        max(case when kind = 'count' and age = 1 then quantity end) as counted,
        max(case when quantity > 0 then 1 else 0 end) as has_come_in,
        count(*) as records
    from records
    group by day, product_id, place, store_id
),

based as (
    select
        *,
        case when counted is not null then counted else coalesce(opening, 0) + received + moved end as step,
        count(case when opening is not null or counted is not null then 1 end) over (
            partition by product_id, place order by day rows unbounded preceding
        ) as base_no,
        min(day) over (partition by product_id, place) as first_of_place,
        min(day) over (partition by product_id, store_id) as first_of_all
    from place_days
),

levels as (
    select
        *,
        sum(step) over (partition by product_id, place, base_no order by day rows unbounded preceding) as level
    from based
),

changes as (
    select
        *,
        level - coalesce(lag(level) over (partition by product_id, place order by day), 0) as change,
        case
            when counted is not null then 2
            when opening is not null and (day > first_of_place or day = first_of_all) then 1
        end as reset
    from levels
)

select
    day,
    store_id,
    product_id,
    cast(sum(coalesce(opening, 0)) as bigint) as opening,
    cast(sum(received) as bigint) as received,
    cast(sum(moved) as bigint) as moved,
    cast(sum(change) as bigint) as change,
    max(reset) as reset,
    max(has_come_in) = 1 as has_come_in,
    cast(sum(records) as bigint) as movements
from changes
group by day, store_id, product_id
