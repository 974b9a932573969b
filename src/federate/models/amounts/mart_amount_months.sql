-- Subtotals, tax, freight and totals due by month. One row per month, its first day; NULL for headers without a date.
-- Section: amounts. Needs: order_headers. Reads: mart_order_amounts. Read by: report, the audits.
select
    cast(date_trunc('month', ordered_on) as date) as month,
    sum(case when has_header then 1 else 0 end) as headers,
    sum(case when has_header then 0 else 1 end) as orders_without_header,
    sum(case when lines = 0 then 1 else 0 end) as headers_without_lines,
    cast(sum(subtotal) as decimal(18, 4)) as subtotal,
    cast(sum(tax) as decimal(18, 4)) as tax,
    cast(sum(freight) as decimal(18, 4)) as freight,
    cast(sum(total_due) as decimal(18, 4)) as total_due
from mart_order_amounts
group by cast(date_trunc('month', ordered_on) as date)
