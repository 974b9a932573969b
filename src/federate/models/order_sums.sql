-- What the orders of the days to sum come to, by day and country and by cell: the day, the product and the keys
-- that flights carry, because which flights apply to a sale depends on nothing else. All from one look at the orders.
-- One row per (grain, ordered_on, product_id, customer_id, store_id, country), keys the grain has not being NULL.
-- Reads: orders_to_sum, keys_in_use. Read by: sale_countries, sale_cells.
with orders as (
    select
        orders.ordered_on,
        orders.product_id,
        orders.country,
        case when keys_in_use.by_customer then orders.customer_id end as cell_customer,
        case when keys_in_use.by_store then orders.store_id end as cell_store,
        case when keys_in_use.by_country then orders.country end as cell_country,
        orders.quantity,
        orders.revenue
    from orders_to_sum as orders
    cross join keys_in_use
)

select
    case when grouping(product_id) = 0 then 'cell' else 'country' end as grain,
    ordered_on,
    product_id,
    cell_customer as customer_id,
    cell_store as store_id,
    case when grouping(country) = 0 then country else cell_country end as country,
    sum(revenue) as revenue,
    sum(quantity) as units,
    count(quantity) as quantities,
    count(*) as sales
from orders
group by grouping sets (
    (ordered_on, country),
    (ordered_on, product_id, cell_customer, cell_store, cell_country)
)
