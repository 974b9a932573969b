-- No flight ends before it starts.
-- Reads: clean_campaigns.
select flight_id, campaign_name, starts_on, ends_on
from clean_campaigns
where ends_on < starts_on
