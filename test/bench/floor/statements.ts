/** Campaigns, and traffic and footfall by day. A date's text is parsed once, after the rows that share it are summed. */
export function textSources(folder: string): readonly string[] {
  const day = (text: string) => `cast(strptime(${text}, '%m/%d/%Y') as date)`;
  const csv = (file: string, columns: string) =>
    `read_csv('${folder}/${file}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = ${columns})`;
  return [
    `create table flights as
      select campaign_name as name, product_id as product, ${day("start_date")} as starts, ${day("end_date")} as ends
      from ${csv("marketing.csv", "{campaign_name: 'varchar', product_id: 'integer', start_date: 'varchar', end_date: 'varchar'}")}
      where ${day("end_date")} >= ${day("start_date")}`,
    `create table traffic as
      select ${day("date")} as day, cast(sum(pageviews) as bigint) as pageviews, cast(sum(sessions) as bigint) as sessions
      from (
        select date, sum(pageviews) as pageviews, sum(sessions) as sessions
        from read_json('${folder}/web_traffic.json', format = 'array', columns = {date: 'varchar', pageviews: 'bigint', sessions: 'bigint'})
        group by date
      ) group by 1`,
    `create table footfall as
      select ${day("timestamp")} as day, cast(sum(people) as bigint) as footfall,
        round(sum(people) / sum(readings), 4) as footfall_mean, round(sum(degrees) / sum(readings), 4) as temperature
      from (
        select timestamp, sum(footfall) as people, sum(temperature) as degrees, count(*) as readings
        from ${csv("iot_stream.csv", "{timestamp: 'varchar', footfall: 'double', temperature: 'double'}")}
        group by timestamp
      ) group by 1`,
  ];
}

/** Which flights apply follows from day and product alone, so they are matched to these cells, never to an order. */
export function marts(countries: readonly string[]): string {
  const names = countries.map((name, code) => `(${code}, '${name.replaceAll("'", "''")}')`).join(", ");
  return `
    create table countries as select * from (values ${names}) list(country, name);
    create table cells as
      select day, product, cast(sum(cents) as bigint) as cents, cast(sum(quantity) as bigint) as units, count(*) as orders
      from orders group by day, product;
    create table matches as
      select day, product, cents, orders, name, count(*) over (partition by day, product) as flights
      from cells join flights using (product) where day between starts and ends;
    create table attributed_cells as
      select day, product, any_value(cents) as cents, any_value(orders) as orders, count(*) as flights
      from matches group by day, product;
    create table days as
      select day, any_value(pageviews) as pageviews, any_value(sessions) as sessions, any_value(footfall) as footfall,
        any_value(footfall_mean) as footfall_mean, any_value(temperature) as temperature,
        cast(sum(cents) as bigint) as cents, cast(sum(units) as bigint) as units, cast(sum(orders) as bigint) as orders
      from cells left join traffic using (day) left join footfall using (day)
      group by day;
    create table campaigns as
      with shares as (
        select name, sum(cents / flights) as exact, cast(sum(cents) as bigint) as full_cents, cast(sum(orders) as bigint) as credits
        from matches group by name
      ), reached as (
        select name, cast(sum(orders) as bigint) as orders
        from (select distinct name, day, product, orders from matches) group by name
      ), floors as (
        select *, cast(floor(exact + 1e-6) as bigint) as whole from shares
      ), ranked as (
        select *, row_number() over (order by round(exact - whole, 6) desc, name) as place, sum(whole) over () as given from floors
      )
      select name, whole + cast(place <= (select sum(cents) from attributed_cells) - given as integer) as cents, full_cents, credits,
        reached.orders
      from ranked join reached using (name);`;
}

export const totals = `
  select (select cast(sum(orders) as bigint) from days) as orders, (select cast(sum(units) as bigint) from days) as units,
    (select cast(sum(cents) as bigint) from days) as revenue,
    (select coalesce(cast(sum(cents) as bigint), 0) from attributed_cells) as attributed,
    (select coalesce(cast(sum(cents) as bigint), 0) from campaigns) as by_campaign,
    (select coalesce(cast(sum(credits) as bigint), 0) from campaigns) as credits,
    (select corr(cents, sessions) from days) as r, (select count(*) from days where sessions is not null) as n`;

export const drawnDays = "select day, cents / 100 as revenue, sessions from days order by day";
export const drawnCampaigns =
  "select name, cents / 100 as revenue from campaigns order by campaigns.cents desc, name limit 15";

const money = (cents: string) => `cast(${cents} / 100 as decimal(18, 2))`;
const quoted = (text: string) =>
  `case when regexp_matches(${text}, '[",\\r\\n]') then '"' || replace(${text}, '"', '""') || '"' else ${text} end`;
const orEmpty = (value: string) => `coalesce(cast(${value} as varchar), '')`;

/** Five files. An order's line is its id and amount, and two ready pieces of text: one for country and quantity, one for the cell. */
export function tables(folder: string): string {
  const header = "order_id,quantity,country,amount,date,product_id,campaigns,pageviews,sessions,footfall,temperature";
  const readings = ["pageviews", "sessions", "footfall", "temperature"]
    .map((column) => orEmpty(`days.${column}`))
    .join(", ");
  return `
    copy (
      select day, ${money("cents")} as revenue, units, orders, pageviews, sessions, footfall, footfall_mean, temperature from days order by day
    ) to '${folder}/daily_sales.csv';
    copy (
      select name as campaign_name, orders, credits, ${money("cents")} as attributed_revenue, ${money("full_cents")} as full_credit_revenue
      from campaigns order by campaigns.cents desc, name
    ) to '${folder}/campaign_sales.csv';
    copy (
      select product as product_id, ${money("sum(cents)")} as revenue, sum(units) as units, sum(orders) as orders
      from cells group by product order by product
    ) to '${folder}/product_sales.csv';
    copy (
      select name as country, revenue, units, orders from (
        select country, ${money("sum(cents)")} as revenue, sum(quantity) as units, count(*) as orders from orders group by country
      ) join countries using (country) order by name
    ) to '${folder}/country_sales.csv';
    create table first_pieces as
      select quantity, country, concat(',', quantity, ',', ${quoted("name")}, ',') as first_piece
      from (select distinct quantity, country from orders) join countries using (country);
    create table last_pieces as
      select day, product, concat_ws(',', '', day, product, coalesce(flights, 0), ${readings}) as last_piece
      from cells left join attributed_cells using (day, product) join days using (day);
    copy (
      select concat(id, first_piece, ${money("orders.cents")}, last_piece) as "${header}"
      from orders join first_pieces using (quantity, country) join last_pieces using (day, product)
    ) to '${folder}/orders.csv' (delimiter '\x01', quote '', escape '');`;
}
