-- The calendar's days that concern the shop: those kept everywhere and those of countries it sells to (of all countries, where it
-- writes none of them as the calendar does). One row per day, with the first name of several.
-- Joins: clean_calendar n:1 the countries sold to. Reads: clean_calendar, mart_country_sales. Read by: mart_days.
with sold_to as (
    select distinct lower(country) as country from mart_country_sales
),

kept as (
    select calendar.day, calendar.holiday, calendar.country, sold_to.country is not null as is_sold_to
    from clean_calendar as calendar
    left join sold_to on sold_to.country = lower(calendar.country)
),

known as (
    select count(case when is_sold_to then 1 end) as days from kept
)

select kept.day, min(kept.holiday) as holiday, count(distinct kept.holiday) as holidays
from kept
join known on kept.country is null or kept.is_sold_to or known.days = 0
group by kept.day
