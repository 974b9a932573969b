-- What is on hand of each product in each store, and how it came to that: opening + received + moved + corrected − sold, where
-- `corrected` is what counts changed in the books. One row per (store_id, product_id); where the orders or the inventory know no
-- stores, one row per product and store_id NULL. A product that is sold and not in the inventory is `not tracked`.
-- `sell_through` is sold / received, NULL where nothing was received or more came back than was sold. `daily_demand` is what was
-- sold per day on which it could be bought, in the 28 days up to the last such day; days of cover are on hand / daily demand, and `low` is less than the lead
-- time's demand, or a week's where no lead time is known. Lost days: whole days with nothing on hand and no sale, after the
-- first came in, of products that sell; lost units are what the demand makes of them. Where less than nothing is on hand and some
-- was sold on two days or more without any, the books are doubtful: what is there is not known.
-- Joins: the sums 1:1 stock_items, n:1 clean_stores, n:1 clean_products, at most one row each.
-- Section: stock. Needs: inventory. Reads: stock_days, stock_items, mart_period, clean_products, clean_stores. Read by: mart_stock_products, report, tables/stock.csv.
with sums as (
    select
        days.item_id,
        sum(days.opening) as opening,
        sum(days.received) as received,
        sum(days.moved) as moved,
        sum(days.units) as sold,
        sum(days.movements) as movements,
        max(case when days.next_day > mart_period.as_of then days.on_hand end) as on_hand,
        min(days.day) as first_day,
        min(case when days.has_come_in then days.day end) as came_in_on,
        max(case when days.units > 0 then days.day end) as last_sold_on,
        max(case when days.on_hand > 0 then days.next_day - 1 when days.is_open then days.day end) as last_open_on,
        max(case when days.is_stocked then days.day end) as last_stocked_on
    from stock_days as days
    cross join mart_period
    group by days.item_id
),

windows as (
    select
        sums.*,
        case when sums.movements = 0 then mart_period.as_of else sums.last_open_on end as window_to,
        greatest(sums.first_day, case when sums.movements = 0 then mart_period.as_of else sums.last_open_on end - 27) as window_from
    from sums
    cross join mart_period
),

spans as (
    select
        windows.item_id,
        sum(case when days.day between windows.window_from and windows.window_to then days.units else 0 end) as window_units,
        -- What is not in the inventory can be bought every day, as far as anybody knows.
        case
            when max(windows.movements) = 0 then max(date_diff('day', windows.window_from, windows.window_to) + 1)
            else sum(
                case when days.is_open and days.day between windows.window_from and windows.window_to then 1 else 0 end
                + case
                    when days.on_hand > 0 then greatest(
                        0,
                        date_diff(
                            'day',
                            greatest(days.day + 1, windows.window_from),
                            least(days.next_day, windows.window_to + 1)
                        )
                    )
                    else 0
                end
            )
        end as window_days,
        sum(
            case when not days.is_open and days.day >= windows.came_in_on then 1 else 0 end
            + case
                when days.on_hand <= 0 and days.day >= windows.came_in_on
                    then date_diff('day', days.day, days.next_day) - 1
                else 0
            end
        ) as days_out,
        count(
            case
                when days.units > 0
                    and not days.is_stocked
                    and (windows.last_stocked_on is null or days.day > windows.last_stocked_on)
                    then 1
            end
        ) as days_sold_without
    from windows
    join stock_days as days on days.item_id = windows.item_id
    group by windows.item_id
),

measured as (
    select
        windows.*,
        case when spans.window_days > 0 then greatest(cast(spans.window_units as double), 0) / spans.window_days end
            as daily_demand,
        spans.days_sold_without,
        case when windows.sold > 0 and windows.came_in_on is not null then spans.days_out end as lost_days
    from windows
    join spans on spans.item_id = windows.item_id
)

select
    items.store_id,
    stores.store_name,
    items.product_id,
    products.product_name,
    products.category,
    case
        when measured.movements = 0 then 'not tracked'
        when measured.on_hand <= 0 then 'out'
        when measured.on_hand < measured.daily_demand * coalesce(products.lead_time_days, 7) then 'low'
        else 'in stock'
    end as state,
    cast(measured.on_hand as bigint) as on_hand,
    cast(measured.opening as bigint) as opening,
    cast(measured.received as bigint) as received,
    cast(measured.moved as bigint) as moved,
    cast(measured.on_hand - measured.opening - measured.received - measured.moved + measured.sold as bigint) as corrected,
    cast(measured.sold as bigint) as sold,
    cast(measured.movements as bigint) as movements,
    case
        when measured.received > 0 and measured.sold >= 0
            then round(cast(measured.sold as double) / measured.received, 6)
    end as sell_through,
    round(measured.daily_demand, 4) as daily_demand,
    case
        when measured.movements > 0 and measured.daily_demand > 0
            then round(greatest(measured.on_hand, 0) / measured.daily_demand, 2)
    end as days_of_cover,
    products.lead_time_days,
    cast(measured.lost_days as bigint) as lost_days,
    round(measured.lost_days * measured.daily_demand, 1) as lost_units,
    measured.movements > 0 and measured.on_hand < 0 and measured.days_sold_without >= 2 as is_doubtful,
    measured.came_in_on,
    measured.last_sold_on,
    case when measured.movements > 0 and measured.on_hand <= 0 then measured.last_open_on end as last_open_on
from measured
join stock_items as items on items.item_id = measured.item_id
left join clean_stores as stores on stores.store_id = items.store_id
left join clean_products as products on products.product_id = items.product_id
