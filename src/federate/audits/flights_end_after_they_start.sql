-- No flight ends before it starts.
-- Needs: campaigns. Reads: flights.
select flight_id, campaign_name, starts_on, ends_on
from flights
where ends_on < starts_on
