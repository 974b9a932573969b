-- The days the marts cover and how credit was split. One row.
-- Reads: parameters, clean_orders. Read by: every model that keeps to the period, report, figures.
select
    min(orders.ordered_on) as first_day,
    parameters.as_of as as_of,
    date_diff('day', min(orders.ordered_on), parameters.as_of) + 1 as days,
    parameters.attribution as attribution
from parameters
join clean_orders as orders on orders.ordered_on <= parameters.as_of
group by parameters.as_of, parameters.attribution
