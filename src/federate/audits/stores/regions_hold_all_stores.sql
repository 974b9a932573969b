-- All regions together have what all stores have, and as many of them; and no region is there twice.
-- Reads: mart_regions, mart_stores.
select regions.*, stores.*
from (
    select
        sum(revenue) as revenue,
        sum(units) as units,
        sum(visitors) as visitors,
        sum(stores) as stores,
        count(*) - count(distinct region) as repeated
    from mart_regions
) as regions
cross join (
    select
        sum(revenue) as store_revenue,
        sum(units) as store_units,
        sum(visitors) as store_visitors,
        count(case when store_id <> '(not given)' then 1 end) as all_stores
    from mart_stores
) as stores
where revenue is distinct from store_revenue
    or units is distinct from store_units
    or visitors is distinct from store_visitors
    or stores <> all_stores
    or repeated > 0
