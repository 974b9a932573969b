-- The totals count everything once; and the orders of the daily, product and country marts are as many as the orders at
-- least, where some fall in several of their rows, and as the sales at most.
-- Reads: sale_days, flight_days, mart_period, mart_totals, mart_daily_sales, mart_product_sales, mart_country_sales, mart_campaign_sales.
with sales as (
    select coalesce(sum(days.sales), 0) as sales
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

credits as (
    select coalesce(sum(days.credits), 0) as credits
    from flight_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

bounds as (
    select 'mart_totals, sales' as counted, sum(sales) as found from mart_totals
    union all
    select 'mart_daily_sales, orders', sum(orders) from mart_daily_sales
    union all
    select 'mart_product_sales, orders', sum(orders) from mart_product_sales
    union all
    select 'mart_country_sales, orders', sum(orders) from mart_country_sales
    union all
    select 'mart_totals, credits', sum(credits) from mart_totals
    union all
    select 'mart_campaign_sales, credits', coalesce(sum(credits), 0) from mart_campaign_sales
),

limits as (
    select
        bounds.counted,
        bounds.found,
        case
            when bounds.counted like '%credits' then credits.credits
            when bounds.counted like '%orders' then mart_totals.orders
            else sales.sales
        end as least,
        case when bounds.counted like '%credits' then credits.credits else sales.sales end as most
    from bounds
    cross join sales
    cross join credits
    cross join mart_totals
)

select counted, found, least, most
from limits
where found < least or found > most
