-- What customers are called, made only where the config asks for it: no other table names them. One row per customer_id
-- that has a name; what is a mail address is none.
-- Section: customers. Needs: customers, customer_names. Reads: clean_customers. Read by: report, tables/customer_names.csv.
select cast(customer_id as varchar) as customer_id, customer_name
from clean_customers
where customer_name not like '%@%'
