-- What each campaign earned on each day by each attribution model, all from one look at the cells and their flights. The
-- revenue of a cell is split as a whole, not sale by sale: running shares of it are rounded, so that the parts make the
-- whole. One row per (ordered_on, campaign_name). Joins: cell_flights n:1 cells_to_attribute.
-- Kept by: ordered_on (attribution). Section: attribution. Needs: campaigns. Reads: cell_flights, cells_to_attribute. Read by: mart_attribution_models, the audits.
with places as (
    select
        flights.cell_id,
        flights.ordered_on,
        flights.flight_id,
        flights.campaign_name,
        flights.starts_on,
        count(*) over (partition by flights.cell_id) as flights,
        row_number() over (partition by flights.cell_id order by flights.starts_on, flights.flight_id) as place,
        row_number() over (partition by flights.cell_id order by flights.starts_on desc, flights.flight_id) as place_from_last,
        max(flights.starts_on) over (partition by flights.cell_id) as youngest
    from cell_flights as flights
),

weights as (
    select
        places.cell_id,
        places.ordered_on,
        places.campaign_name,
        places.flights,
        places.place,
        places.place_from_last,
        case when flights > 2 and place in (1, flights) then 2 * (flights - 2) else 1 end as position_weight,
        cast(round(1000000000 * power(2, -date_diff('day', starts_on, youngest) / 7.0)) as bigint) as decay_weight
    from places
),

running as (
    select
        weights.*,
        sum(position_weight) over (partition by cell_id) as position_total,
        sum(position_weight) over (partition by cell_id order by place rows unbounded preceding) as position_so_far,
        sum(decay_weight) over (partition by cell_id) as decay_total,
        sum(decay_weight) over (partition by cell_id order by place rows unbounded preceding) as decay_so_far
    from weights
),

units as (
    select
        running.*,
        cells.revenue,
        case when cells.revenue = round(cells.revenue, 2) then 0.0100 else 0.0001 end as unit,
        case when cells.revenue = round(cells.revenue, 2) then 100 else 10000 end * cast(cells.revenue as double) as amount
    from running
    join cells_to_attribute as cells on cells.cell_id = running.cell_id
),

shares as (
    select
        units.*,
        round(amount * place / flights)
            - round(amount * (place - 1) / flights) as linear_units,
        round(amount * position_so_far / position_total)
            - round(amount * (position_so_far - position_weight) / position_total) as position_units,
        round(amount * decay_so_far / decay_total)
            - round(amount * (decay_so_far - decay_weight) / decay_total) as decay_units
    from units
)

select
    ordered_on,
    campaign_name,
    cast(sum(unit * cast(linear_units as decimal(28, 0))) as decimal(38, 4)) as linear,
    cast(sum(case when place = 1 then revenue else 0 end) as decimal(38, 4)) as first_touch,
    cast(sum(case when place_from_last = 1 then revenue else 0 end) as decimal(38, 4)) as last_touch,
    cast(sum(unit * cast(position_units as decimal(28, 0))) as decimal(38, 4)) as position_based,
    cast(sum(unit * cast(decay_units as decimal(28, 0))) as decimal(38, 4)) as time_decay,
    cast(sum(revenue) as decimal(38, 4)) as any_touch
from shares
group by ordered_on, campaign_name
