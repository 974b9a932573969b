-- Whoever bought has three scores from 1 to 5, nobody else has any. One row per customer of whom it does not hold.
-- Reads: mart_customers.
select customer_id, buying_days, recency_score, frequency_score, monetary_score
from mart_customers
where (buying_days > 0 and (
        coalesce(recency_score, 0) not between 1 and 5
        or coalesce(frequency_score, 0) not between 1 and 5
        or coalesce(monetary_score, 0) not between 1 and 5))
    or (buying_days = 0 and coalesce(recency_score, frequency_score, monetary_score) is not null)
