-- For each source, raw rows = clean + rejected + duplicates.
-- Reads: clean_counts.
select source, raw, clean, rejected, duplicates
from clean_counts
where raw <> clean + rejected + duplicates
