-- What each customer bought, how that ranks, and what to expect of them. One row per customer_id, those of the master data who never bought included.
-- Scores run from 1 to 5: one more for every fifth of the buyers who are strictly below, by the last buying day, by buying days and
-- by revenue; equal ones score alike. Each customer is in one segment. What is expected is of as many days as value_window says.
-- Joins: customer_sums 1:1 clean_customers, full; n:1 value_expected, left.
-- Section: customers. Reads: customer_sums, clean_customers, value_expected, value_window. Read by: the other marts of customers, the audits, report.
with customers as (
    select
        coalesce(sums.customer_id, named.customer_id) as customer_id,
        named.customer_id is not null as is_in_master_data,
        named.country,
        named.joined_on,
        sums.first_on,
        sums.last_on,
        sums.first_ago,
        sums.last_ago as days_since,
        coalesce(sums.buying_days, 0) as buying_days,
        coalesce(sums.orders, 0) as orders,
        coalesce(sums.units, 0) as units,
        coalesce(sums.revenue, 0.0000) as revenue,
        coalesce(sums.bought, 0.0000) as bought
    from customer_sums as sums
    full join clean_customers as named on cast(named.customer_id as varchar) = sums.customer_id
),

buyers as (
    select
        customer_id,
        count(*) over () as buyers,
        rank() over (order by days_since desc) - 1 as below_recency,
        rank() over (order by buying_days) - 1 as below_frequency,
        rank() over (order by revenue) - 1 as below_monetary
    from customers
    where buying_days > 0
),

scored as (
    select
        customers.*,
        rank() over (order by customers.revenue desc) as place,
        cast(1 + floor(5.0 * buyers.below_recency / buyers.buyers) as integer) as recency_score,
        cast(1 + floor(5.0 * buyers.below_frequency / buyers.buyers) as integer) as frequency_score,
        cast(1 + floor(5.0 * buyers.below_monetary / buyers.buyers) as integer) as monetary_score
    from customers
    left join buyers on buyers.customer_id = customers.customer_id
)

select
    scored.customer_id,
    scored.is_in_master_data,
    scored.country,
    scored.joined_on,
    scored.first_on,
    scored.last_on,
    scored.days_since,
    scored.buying_days,
    scored.orders,
    scored.units,
    scored.revenue,
    scored.place,
    scored.recency_score,
    scored.frequency_score,
    scored.monetary_score,
    case
        when scored.buying_days = 0 then 'no purchase'
        when scored.recency_score >= 4 and scored.buying_days = 1 then 'new'
        when scored.recency_score >= 4 and scored.frequency_score >= 4 and scored.monetary_score >= 4 then 'champions'
        when scored.recency_score >= 3 and scored.frequency_score >= 4 then 'loyal'
        when scored.recency_score >= 3 and scored.monetary_score >= 4 then 'big spenders'
        when scored.recency_score >= 3 then 'occasional'
        when scored.frequency_score >= 4 or scored.monetary_score >= 4 then 'at risk'
        else 'lapsed'
    end as segment,
    expected.purchases as expected_purchases,
    cast(expected.purchases
        * (expected.base + expected.slope * cast(scored.bought as double) / scored.buying_days) as decimal(18, 4)) as expected_revenue
from scored
cross join value_window
left join value_expected as expected
    on expected.repeats = scored.buying_days - 1
    and expected.recency_step = floor((scored.first_ago - scored.days_since) / cast(value_window.step as double))
    and expected.age_step = floor(scored.first_ago / cast(value_window.step as double))
