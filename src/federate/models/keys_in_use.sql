-- Which keys besides the product any flight carries: the others need not be told apart. Kept. One row.
-- Reads: flights. Read by: order_sums, line_cells, sale_units.
select
    count(customer_id) > 0 as by_customer,
    count(store_id) > 0 as by_store,
    count(country) > 0 as by_country
from flights
