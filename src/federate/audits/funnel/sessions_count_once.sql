-- All visits of the funnel are those counted day by day, less the days that a session lasts beyond its first.
-- Reads: mart_funnel, event_days, long_visits, mart_period.
with daily as (
    select coalesce(sum(days.views), 0) as visits
    from event_days as days
    join mart_period on days.day <= mart_period.as_of
),

session_days as (
    select distinct visits.visit, visits.day
    from long_visits as visits
    join mart_period on visits.day <= mart_period.as_of
),

repeats as (
    select count(*) - count(distinct visit) as visits
    from session_days
),

funnel as (
    select coalesce(sum(visits), 0) as visits
    from mart_funnel
)

select daily.visits as daily_visits, repeats.visits as repeated, funnel.visits
from daily
cross join repeats
cross join funnel
where funnel.visits <> daily.visits - repeats.visits
