-- Visitors of the stores are those counted in them on the days of the period; a store has none exactly where none of its days was
-- counted, and no more days than there are.
-- Needs: footfall. Reads: mart_stores, footfall_stores, mart_period.
with counted as (
    select coalesce(sum(days.visitors), 0) as visitors
    from footfall_stores as days
    join mart_period on days.day between mart_period.first_day and mart_period.as_of
),

stores as (
    select
        coalesce(sum(visitors), 0) as visitors,
        count(case when days_counted > mart_period.days then 1 end) as too_many_days,
        count(case when (visitors is null) <> (days_counted = 0) then 1 end) as uncounted
    from mart_stores
    cross join mart_period
)

select stores.visitors as store_visitors, counted.visitors, stores.too_many_days, stores.uncounted
from stores
cross join counted
where stores.visitors <> counted.visitors or stores.too_many_days > 0 or stores.uncounted > 0
