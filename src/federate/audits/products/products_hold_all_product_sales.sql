-- Revenue and units of mart_products are those of all sales with a product. One row with both sums where they differ.
-- Reads: mart_products, mart_product_sales.
select *
from (select sum(revenue) as revenue, sum(units) as units from mart_products) as products
cross join (select sum(revenue) as sold_revenue, sum(units) as sold_units from mart_product_sales) as sales
where revenue is distinct from sold_revenue or units is distinct from sold_units
