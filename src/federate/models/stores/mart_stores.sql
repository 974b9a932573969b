-- What each store sold, those without a sale and those not in the master data included. One row per store_id; sales without one
-- are gathered under (not given), which has no place. Stores with the same revenue have the same place, and `ties` says how many
-- others have it. Per visitor: only what was sold on days on which the store's visitors were counted, so that a day without a
-- reading raises nothing. Shares are NULL where the revenue of all stores is not positive. The last 28 days stand beside the 28
-- before where both are covered; `weekdays_sold` counts, of the eight same weekdays before the last day, those with a sale.
-- Joins: the sums 1:1 clean_stores, full, at most one row a store on either side; 1:1 the orders of several days.
-- Section: stores. Reads: store_days, order_spans, clean_stores, mart_period. Read by: mart_regions, report, figures, tables/stores.csv.
with sums as (
    select
        days.store_id,
        sum(days.revenue) as revenue,
        sum(days.units) as units,
        sum(days.sales - days.lines) as orders,
        sum(days.visitors) as visitors,
        count(days.visitors) as days_counted,
        sum(case when days.visitors is not null then days.revenue end) as revenue_counted,
        sum(case when days.visitors is not null then days.sales - days.lines end) as orders_counted,
        sum(case when days.day > mart_period.as_of - 28 then days.revenue else 0 end) as revenue_28,
        sum(case when days.day > mart_period.as_of - 56 and days.day <= mart_period.as_of - 28 then days.revenue else 0 end)
            as revenue_28_before,
        max(case when days.sales > 0 then days.day end) as last_sold_on,
        count(case
            when days.sales > 0 and days.day < mart_period.as_of and days.day >= mart_period.as_of - 56
                and mod(date_diff('day', days.day, mart_period.as_of), 7) = 0 then 1
        end) as weekdays_sold
    from store_days as days
    cross join mart_period
    group by days.store_id
),

repeats as (
    select coalesce(store_id, '(not given)') as store_id, count(*) - count(distinct order_id) as orders
    from order_spans
    group by coalesce(store_id, '(not given)')
),

stores as (
    select
        coalesce(sums.store_id, named.store_id) as store_id,
        named.store_name,
        named.region,
        named.country,
        coalesce(sums.revenue, 0) as revenue,
        sums.units,
        coalesce(sums.orders, 0) - coalesce(repeats.orders, 0) as orders,
        sums.visitors,
        coalesce(sums.days_counted, 0) as days_counted,
        sums.revenue_counted,
        sums.orders_counted,
        case when mart_period.days >= 28 then coalesce(sums.revenue_28, 0) end as revenue_28,
        case when mart_period.days >= 56 then coalesce(sums.revenue_28_before, 0) end as revenue_28_before,
        sums.last_sold_on,
        coalesce(sums.weekdays_sold, 0) as weekdays_sold
    from sums
    full join clean_stores as named on named.store_id = sums.store_id
    left join repeats on repeats.store_id = sums.store_id
    cross join mart_period
),

placed as (
    select store_id, rank() over (order by revenue desc) as place, count(*) over (partition by revenue) - 1 as ties
    from stores
    where store_id <> '(not given)'
),

whole as (
    select sum(revenue) as revenue, sum(units) as units from stores
)

select
    stores.store_id,
    stores.store_name,
    stores.region,
    stores.country,
    placed.place,
    placed.ties,
    cast(stores.revenue as decimal(18, 4)) as revenue,
    case when whole.revenue > 0 then round(cast(stores.revenue as double) / whole.revenue, 6) end as share,
    cast(case when whole.units is not null then coalesce(stores.units, 0) end as bigint) as units,
    cast(stores.orders as bigint) as orders,
    cast(stores.visitors as bigint) as visitors,
    cast(stores.days_counted as bigint) as days_counted,
    cast(stores.revenue_counted as decimal(18, 4)) as revenue_counted,
    cast(stores.orders_counted as bigint) as orders_counted,
    cast(case when stores.visitors > 0 then cast(stores.revenue_counted as double) / stores.visitors end as decimal(18, 4))
        as revenue_per_visitor,
    case when stores.visitors > 0 then round(cast(stores.orders_counted as double) / stores.visitors, 6) end as orders_per_visitor,
    cast(stores.revenue_28 as decimal(18, 4)) as revenue_28,
    cast(stores.revenue_28_before as decimal(18, 4)) as revenue_28_before,
    case
        when stores.revenue_28_before > 0 then round(cast(stores.revenue_28 as double) / stores.revenue_28_before - 1, 6)
    end as change_28,
    stores.last_sold_on,
    cast(stores.weekdays_sold as bigint) as weekdays_sold
from stores
cross join whole
left join placed on placed.store_id = stores.store_id
