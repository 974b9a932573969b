-- The days the marts cover and how credit was split. One row.
-- Reads: parameters, sale_days. Read by: every model that keeps to the period, report, figures.
select
    min(days.ordered_on) as first_day,
    parameters.as_of as as_of,
    date_diff('day', min(days.ordered_on), parameters.as_of) + 1 as days,
    parameters.attribution as attribution
from parameters
join sale_days as days on days.ordered_on <= parameters.as_of
group by parameters.as_of, parameters.attribution
