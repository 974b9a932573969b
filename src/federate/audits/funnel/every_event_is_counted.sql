-- Every clean event is counted in its day.
-- Reads: clean_counts, event_days.
select clean_counts.clean, counted.records
from clean_counts
cross join (select coalesce(sum(records), 0) as records from event_days) as counted
where clean_counts.source = 'events' and counted.records <> clean_counts.clean
