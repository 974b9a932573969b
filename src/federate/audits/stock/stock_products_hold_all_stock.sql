-- The products' stock in all stores together is that of the stores, each product there once.
-- Reads: mart_stock, mart_stock_products.
with stores as (
    select
        count(distinct product_id) as products,
        sum(on_hand) as on_hand,
        sum(sold) as sold,
        sum(received) as received,
        sum(lost_days) as lost_days
    from mart_stock
    where state <> 'not tracked'
),

products as (
    select count(*) as products, sum(on_hand) as on_hand, sum(sold) as sold, sum(received) as received, sum(lost_days) as lost_days
    from mart_stock_products
)

select
    stores.products as products_of_stores,
    products.products,
    stores.on_hand as on_hand_of_stores,
    products.on_hand,
    stores.sold as sold_of_stores,
    products.sold
from stores
cross join products
where stores.products <> products.products
    or stores.on_hand is distinct from products.on_hand
    or stores.sold is distinct from products.sold
    or stores.received is distinct from products.received
    or stores.lost_days is distinct from products.lost_days
