-- Visitors counted in each store on each day. One row per (day, store_id); readings without a store or a count are left out.
-- Kept by: day (footfall). Reads: footfall_to_sum. Read by: store_days.
select day, store_id, cast(sum(footfall) as bigint) as visitors
from footfall_to_sum
where store_id is not null and footfall is not null
group by day, store_id
