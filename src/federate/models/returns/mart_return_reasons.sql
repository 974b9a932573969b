-- Why things came back. One row per reason; NULL where none is given.
-- Section: returns. Needs: returns. Reads: returned_sales. Read by: tables/return_reasons.csv.
select
    reason,
    count(*) as returns,
    cast(sum(units) as bigint) as units,
    cast(sum(value) as decimal(18, 4)) as value
from returned_sales
group by reason
