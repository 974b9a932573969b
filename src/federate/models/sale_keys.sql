-- How many sales there are among the orders just summed, and how many sale_ids, where the source gives them: that the numbers
-- of rows differ is known. One row.
-- Reads: sales_with_ids. Read by: the audits.
select count(*) as sales, count(distinct sale_id) as sale_ids
from sales_with_ids
