-- Each join gives back as many rows as it was given.
-- Reads: mart_joins.
select name, rows_before, rows_after
from mart_joins
where rows_before <> rows_after
