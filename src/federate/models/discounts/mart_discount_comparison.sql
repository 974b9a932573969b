-- Units a selling day at a discount beside the same product's other selling days. One row per product with five days of either kind, and one for all of them, its product NULL.
-- `ratio` is units on discounted days by what as many undiscounted days sold, `line_ratio` the same of order lines: where that is about 1, more
-- was bought at a time, not more often. `low` and `high` bound them with 95 % probability, by the delta method on the logarithm
-- (Casella & Berger, Statistical Inference, 2nd ed., 5.5.4), days varying at least as counts do by chance. Days differ in more than
-- the discount: it is no effect of it.
-- Joins: products n:1 clean_products, left. Section: discounts. Reads: product_discount_days, clean_products. Read by: report, the audits.
with products as (
    select
        product_id,
        count(case when kind = 'discounted' then 1 end) as discounted_days,
        count(case when kind = 'none' then 1 end) as other_days,
        count(case when kind = 'mixed' then 1 end) as mixed_days,
        avg(case when kind = 'discounted' then units end) as discounted_mean,
        avg(case when kind = 'none' then units end) as other_mean,
        var_samp(case when kind = 'discounted' then units end) as discounted_variance,
        var_samp(case when kind = 'none' then units end) as other_variance,
        avg(case when kind = 'discounted' then lines end) as discounted_lines,
        avg(case when kind = 'none' then lines end) as other_lines,
        var_samp(case when kind = 'discounted' then lines end) as discounted_lines_variance,
        var_samp(case when kind = 'none' then lines end) as other_lines_variance
    from product_discount_days
    group by product_id
),

compared as (
    select
        products.*,
        discounted_days * discounted_mean as units,
        discounted_days * other_mean as other_units,
        discounted_days * greatest(discounted_variance, discounted_mean) as units_variance,
        discounted_days * discounted_days * greatest(other_variance, other_mean) / other_days as other_units_variance,
        discounted_days * discounted_lines as all_lines,
        discounted_days * other_lines as line_base,
        discounted_days * greatest(discounted_lines_variance, discounted_lines) as lines_variance,
        discounted_days * discounted_days * greatest(other_lines_variance, other_lines) / other_days as line_base_variance
    from products
    where discounted_days >= 5 and other_days >= 5
),

sums as (
    select
        product_id,
        sum(1) as products,
        sum(discounted_days) as discounted_days,
        sum(other_days) as other_days,
        sum(mixed_days) as mixed_days,
        sum(units) as units,
        sum(other_units) as other_units,
        sum(units) / sum(other_units) as ratio,
        sqrt(sum(units_variance) / (sum(units) * sum(units))
            + sum(other_units_variance) / (sum(other_units) * sum(other_units))) as error,
        sum(all_lines) / sum(line_base) as line_ratio,
        sqrt(sum(lines_variance) / (sum(all_lines) * sum(all_lines))
            + sum(line_base_variance) / (sum(line_base) * sum(line_base))) as line_error
    from compared
    group by grouping sets ((), (product_id))
)

select
    sums.product_id,
    named.product_name,
    cast(sums.products as bigint) as products,
    cast(sums.discounted_days as bigint) as discounted_days,
    cast(sums.other_days as bigint) as other_days,
    cast(sums.mixed_days as bigint) as mixed_days,
    round(sums.units / sums.discounted_days, 4) as mean_units,
    round(sums.other_units / sums.discounted_days, 4) as other_mean_units,
    round(sums.ratio, 6) as ratio,
    round(sums.ratio * exp(-1.959964 * sums.error), 6) as low,
    round(sums.ratio * exp(1.959964 * sums.error), 6) as high,
    round(sums.line_ratio, 6) as line_ratio,
    round(sums.line_ratio * exp(-1.959964 * sums.line_error), 6) as line_low,
    round(sums.line_ratio * exp(1.959964 * sums.line_error), 6) as line_high
from sums
left join clean_products as named on named.product_id = sums.product_id
where sums.products > 0
