-- Every sale with its credit and the day's readings. A view. One row per sale_id.
-- Joins: sale_units n:1 each of the others, at most one row a sale.
-- Reads: sale_units, class_flights, mart_daily_sales. Read by: tables/orders.csv.
select
    sales.sale_id,
    sales.order_id,
    sales.ordered_on,
    sales.ordered_at,
    sales.product_id,
    sales.customer_id,
    sales.store_id,
    sales.country,
    sales.quantity,
    sales.revenue,
    coalesce(sales.active_flights, 0) as active_flights,
    case
        when sales.units < sales.total_weight then classes.campaign_of_none
        when sales.units < 2 * sales.total_weight then classes.campaign_of_one
        else classes.campaign_of_more
    end as campaign_name,
    case
        when sales.lineup_id is null then 0.0000
        when classes.weights = sales.total_weight and classes.parts = sales.residue then sales.revenue
        else cast(sales.unit * (sales.wholes * classes.weights + classes.parts) as decimal(18, 4))
    end as attributed_revenue,
    days.pageviews,
    days.sessions,
    days.footfall,
    days.temperature,
    sales."row"
from sale_units as sales
join mart_daily_sales as days on days.day = sales.ordered_on
left join class_flights as classes on classes.lineup_id = sales.lineup_id and classes.residue = sales.residue
