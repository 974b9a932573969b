-- What is on hand of each product in all stores together, and what to order. One row per product_id.
-- `reorder_at` is the reorder point of the master data, or what is sold on average in the lead time where that is more; at or below
-- it the product is low, and as many are suggested as bring it to that and four weeks of sales more. NULL where neither is known:
-- then a product is low with less than a week's sales. What is on order already is in no source. It is doubtful where it is in any store. Products in the inventory only: what is sold and not in it has no stock that is known.
-- Joins: mart_stock n:1 clean_products, at most one row each.
-- Section: stock. Needs: inventory. Reads: mart_stock, clean_products. Read by: report, figures, tables/stock_products.csv.
with products as (
    select
        product_id,
        max(product_name) as product_name,
        max(category) as category,
        max(lead_time_days) as lead_time_days,
        count(*) as places,
        count(case when state = 'out' then 1 end) as places_out,
        count(case when state = 'low' then 1 end) as places_low,
        sum(on_hand) as on_hand,
        sum(greatest(on_hand, 0)) as units_there,
        sum(received) as received,
        sum(sold) as sold,
        sum(daily_demand) as daily_demand,
        sum(lost_days) as lost_days,
        sum(lost_units) as lost_units,
        max(case when is_doubtful then 1 else 0 end) as doubtful,
        max(last_sold_on) as last_sold_on,
        max(last_open_on) as last_open_on
    from mart_stock
    where state <> 'not tracked'
    group by product_id
),

named as (
    select
        products.*,
        master.unit_cost,
        cast(master.reorder_point as double) as reorder_point,
        ceil(round(products.daily_demand * cast(products.lead_time_days as double), 4)) as lead_time_demand
    from products
    left join clean_products as master on master.product_id = products.product_id
),

ordering as (
    select
        named.*,
        greatest(coalesce(reorder_point, lead_time_demand), coalesce(lead_time_demand, reorder_point)) as reorder_at
    from named
)

select
    product_id,
    product_name,
    category,
    case
        when units_there <= 0 then 'out'
        when units_there <= reorder_at then 'low'
        when reorder_at is null and units_there < daily_demand * 7 then 'low'
        else 'in stock'
    end as state,
    cast(places as bigint) as places,
    cast(places_out as bigint) as places_out,
    cast(places_low as bigint) as places_low,
    cast(on_hand as bigint) as on_hand,
    cast(units_there as bigint) as units_there,
    cast(received as bigint) as received,
    cast(sold as bigint) as sold,
    case when received > 0 and sold >= 0 then round(cast(sold as double) / received, 6) end as sell_through,
    round(daily_demand, 4) as daily_demand,
    case when daily_demand > 0 then round(units_there / daily_demand, 2) end as days_of_cover,
    lead_time_days,
    reorder_point,
    reorder_at,
    case
        when units_there <= reorder_at
            then cast(ceil(round(greatest(reorder_at + 28 * coalesce(daily_demand, 0) - units_there, 0), 4)) as bigint)
        when reorder_at is not null then 0
    end as reorder_units,
    cast(units_there * unit_cost as decimal(18, 4)) as value_at_cost,
    cast(lost_days as bigint) as lost_days,
    round(lost_units, 1) as lost_units,
    doubtful = 1 as is_doubtful,
    last_sold_on,
    case when units_there <= 0 then last_open_on end as last_open_on
from ordering
