-- Every estimated effect lies within its bounds, takes no more away than was sold, and a flight without an estimate says
-- why. One row per fault.
-- Reads: mart_flight_effects, mart_campaign_effects.
select 'a flight outside its bounds' as fault, cast(flight_id as varchar) as name
from mart_flight_effects
where lift < lift_low or lift > lift_high or extra_revenue < extra_low or extra_revenue > extra_high or lift < -1
union all
select 'a flight with neither estimate nor reason, or both', cast(flight_id as varchar)
from mart_flight_effects
where (lift is null) = (reason is null)
union all
select 'a campaign outside its bounds', campaign_name
from mart_campaign_effects
where extra_revenue < extra_low or extra_revenue > extra_high
