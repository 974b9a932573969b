-- How many sales there are among the orders just summed, and how many sale_ids, where the source gives them: that the numbers
-- of rows differ is known. One row.
-- Reads: orders_to_sum, row_numbers. Read by: the audits.
select count(*) as sales, count(distinct orders.sale_id) as sale_ids
from orders_to_sum as orders
join row_numbers on not row_numbers.are_sale_ids
