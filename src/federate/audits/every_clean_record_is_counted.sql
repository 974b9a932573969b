-- Every clean record that is summed by day is counted in its day.
-- Reads: clean_counts, sale_days, traffic_days, footfall_days.
with counted as (
    select 'orders' as source, coalesce(sum(sales), 0) as records from sale_days
    union all
    select 'web_traffic', coalesce(sum(records), 0) from traffic_days
    union all
    select 'footfall', coalesce(sum(records), 0) from footfall_days
)

select counted.source, clean_counts.clean, counted.records
from counted
join clean_counts on clean_counts.source = counted.source
where counted.records <> clean_counts.clean
