-- What came back, from the source of returns; where there is none, from negative order lines, of which nobody says when they were sold.
-- One row per (origin, returned_on, sold_on, product_id).
-- Reads: returned_sales, goods_days, clean_counts, mart_period. Read by: mart_return_days, mart_return_rates, mart_return_totals.
select
    'returns' as origin,
    returned_on,
    sold_on,
    product_id,
    count(*) as returns,
    cast(sum(units) as bigint) as units,
    cast(sum(value) as decimal(18, 4)) as value,
    count(*) - count(value) as without_value
from returned_sales
group by returned_on, sold_on, product_id
union all
select
    'orders' as origin,
    days.ordered_on as returned_on,
    cast(null as date) as sold_on,
    days.product_id,
    days.returns,
    cast(days.back_units as bigint) as units,
    cast(days.back_value as decimal(18, 4)) as value,
    0 as without_value
from goods_days as days
join mart_period on days.ordered_on <= mart_period.as_of
where days.returns > 0 and not exists (select 1 from clean_counts where source = 'returns')
