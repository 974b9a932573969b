-- What the stores of each region sold. One row per region; stores without one, and sales without a store, are gathered under
-- (not given), which has no place. Regions with the same revenue have the same place, and `ties` says how many others have it.
-- Per visitor: chained sums of the stores whose visitors were counted. An order with lines in two stores of a region counts once.
-- Joins: mart_stores n:1 regions; order_lines n:1 clean_stores.
-- Section: stores. Needs: stores. Reads: mart_stores, store_days, order_lines, clean_stores, mart_period. Read by: report, tables/regions.csv.
with sales as (
    select coalesce(named.region, '(not given)') as region, sum(days.sales) as sales
    from store_days as days
    left join clean_stores as named on named.store_id = days.store_id
    group by coalesce(named.region, '(not given)')
),

repeats as (
    select coalesce(named.region, '(not given)') as region, count(*) - count(distinct lines.order_id) as lines
    from order_lines as lines
    join mart_period on lines.ordered_on <= mart_period.as_of
    left join clean_stores as named on named.store_id = lines.store_id
    group by coalesce(named.region, '(not given)')
),

regions as (
    select
        coalesce(region, '(not given)') as region,
        count(case when store_id <> '(not given)' then 1 end) as stores,
        sum(revenue) as revenue,
        sum(units) as units,
        sum(visitors) as visitors,
        sum(revenue_counted) as revenue_counted
    from mart_stores
    group by coalesce(region, '(not given)')
),

placed as (
    select region, rank() over (order by revenue desc) as place, count(*) over (partition by revenue) - 1 as ties
    from regions
    where region <> '(not given)'
),

whole as (
    select sum(revenue) as revenue from regions
)

select
    regions.region,
    placed.place,
    placed.ties,
    cast(regions.stores as bigint) as stores,
    cast(regions.revenue as decimal(18, 4)) as revenue,
    case when whole.revenue > 0 then round(cast(regions.revenue as double) / whole.revenue, 6) end as share,
    cast(regions.units as bigint) as units,
    cast(coalesce(sales.sales, 0) - coalesce(repeats.lines, 0) as bigint) as orders,
    cast(regions.visitors as bigint) as visitors,
    cast(case when regions.visitors > 0 then cast(regions.revenue_counted as double) / regions.visitors end as decimal(18, 4))
        as revenue_per_visitor
from regions
cross join whole
left join placed on placed.region = regions.region
left join sales on sales.region = regions.region
left join repeats on repeats.region = regions.region
