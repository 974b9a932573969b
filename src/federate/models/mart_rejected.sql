-- What could not be used, and why: one row per record and column that spoiled it. Of customers the value is their id, or one
-- of digits as a date is, and else NULL: a record holds a name and a mail address, and a field may hold the one beside it.
-- Reads: clean_rejected. Read by: tables/rejected.csv.
select
    source,
    file,
    "row",
    "column",
    case
        when source <> 'customers' then value
        -- An id that is computed is shown by what it is made of.
        when "column" = 'customer_id' and value not like '%=%' then value
        when "column" is not null and translate(value, '0123456789.:/- ', '') = '' then value
    end as value,
    reason
from clean_rejected
