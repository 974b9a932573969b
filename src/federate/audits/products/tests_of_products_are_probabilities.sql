-- Probabilities of movers and trending products lie between 0 and 1, adjusted ones are no smaller, and each product is tested once.
-- Reads: mart_movers, mart_trending.
with tests as (
    select 'mart_movers' as mart, product_id, p, p_adjusted, count(*) over (partition by product_id) as tests
    from mart_movers
    union all
    select 'mart_trending', product_id, p, p_adjusted, count(*) over (partition by product_id)
    from mart_trending
)

select mart, product_id, p, p_adjusted, tests
from tests
where tests > 1
    or p not between 0 and 1
    or p_adjusted not between 0 and 1
    or p_adjusted < p
    or (p is null) <> (p_adjusted is null)
