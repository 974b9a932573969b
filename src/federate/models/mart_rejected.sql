-- What could not be used, and why: one row per record and column that spoiled it. Of a record of customers that could not
-- be read at all the value is NULL: it holds a name and a mail address.
-- Reads: clean_rejected. Read by: tables/rejected.csv.
select
    source,
    file,
    "row",
    "column",
    case when source <> 'customers' or "column" is not null then value end as value,
    reason
from clean_rejected
