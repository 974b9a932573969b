-- What could not be used, and why: one row per record and column that spoiled it.
-- Reads: clean_rejected. Read by: tables/rejected.csv.
select source, file, "row", "column", value, reason
from clean_rejected
