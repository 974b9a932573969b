-- Units of the clean orders, summed day by day as they were read, and of the daily, product and country marts are the same number.
-- Reads: sale_days, mart_period, mart_totals, mart_daily_sales, mart_product_sales, mart_country_sales.
with expected as (
    select coalesce(sum(days.units), 0) as units
    from sale_days as days
    join mart_period on days.ordered_on <= mart_period.as_of
),

found as (
    select 'mart_totals' as mart, coalesce(sum(units), 0) as units from mart_totals
    union all
    select 'mart_daily_sales', coalesce(sum(units), 0) from mart_daily_sales
    union all
    select 'mart_product_sales', coalesce(sum(units), 0) from mart_product_sales
    union all
    select 'mart_country_sales', coalesce(sum(units), 0) from mart_country_sales
)

select found.mart, found.units, expected.units as clean_units
from found
cross join expected
where found.units <> expected.units
