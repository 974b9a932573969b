-- Every return with the day it was sold, where that is known. One row per return_id.
-- Section: returns. Needs: returns. Reads: returned_sales. Read by: tables/returns.csv.
select return_id, returned_on, sold_on, sale_id, order_id, product_id, units, value, is_value_inferred, reason
from returned_sales
