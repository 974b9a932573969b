import type {Section} from "../section.ts";
import {type Compared, type Holiday, holidaySentence, holidayTable} from "./time/holidays.ts";
import {type Day, dayTable, type Month, monthSentence, monthTable, type Week, weekTable} from "./time/periods.ts";
import {type Link, type Weather, weatherSentences, weatherTable} from "./time/weather.ts";
import {type Hour, type Weekday, weekdaySentences, weekdayTable} from "./time/weekdays.ts";

const comparable = "holiday is not null and usual_revenue > 0";

export const time: Section = {
  title: "Sales over time",
  mart: "mart_days",
  queries: {
    months: `select month, days, is_whole, revenue, orders, change_month, change_year, holidays
      from mart_monthly_sales order by month desc limit 13`,
    weeks: `select week, days, revenue, orders, change_week, change_year, holiday, holidays
      from mart_weekly_sales order by week desc limit 9`,
    days: `select day, revenue, orders, week_earlier_revenue, year_earlier_revenue, holiday, holidays
      from mart_days order by day desc limit 14`,
    weekdays: `select weekday, count(*) as days, sum(revenue) as revenue, sum(orders) as orders
      from mart_days group by weekday order by weekday`,
    hours: `select weekday, hour_of_day, days, revenue from mart_hourly_sales where sales > 0
      order by weekday, hour_of_day`,
    holidays: `select day, holiday, holidays, revenue, usual_revenue from mart_days where holiday is not null
      order by day desc limit 12`,
    kept: `select count(*) as days from mart_days where ${comparable}`,
    best: `select day, holiday, holidays, revenue, usual_revenue from mart_days where ${comparable}
      order by cast(revenue as double) / usual_revenue desc, day desc limit 1`,
    worst: `select day, holiday, holidays, revenue, usual_revenue from mart_days where ${comparable}
      order by cast(revenue as double) / usual_revenue, day desc limit 1`,
    links: "select measure, days, effective_days, r, low, high, p from mart_weather order by measure desc",
    weather: `with days as (
        select revenue, usual_revenue, temperature - usual_temperature as warmer, precipitation from mart_weather_days
        where orders > 0 and usual_revenue > 0 and not is_holiday
      ),
      kinds as (
        select case when warmer >= 3 then 1 when warmer <= -3 then 3 else 2 end as place, revenue, usual_revenue
        from days where warmer is not null
        union all
        select case when precipitation >= 1 then 4 else 5 end, revenue, usual_revenue
        from days where precipitation is not null
      )
      select place, count(*) as days, sum(revenue) as revenue, sum(usual_revenue) as usual_revenue
      from kinds group by place order by place`,
  },
  compose(facts, {formats}) {
    const rowsOf = <T>(name: string) => (facts[name] ?? []) as unknown as readonly T[];
    const [months, days] = [rowsOf<Month>("months"), rowsOf<Day>("days")];
    if (days.length < 2) return undefined;
    const [weekdays, hours] = [rowsOf<Weekday>("weekdays"), rowsOf<Hour>("hours")];
    const [links, weather] = [rowsOf<Link>("links"), rowsOf<Weather>("weather")];
    const holidays = rowsOf<Holiday>("holidays");
    const blocks = [
      monthTable(months, formats),
      weekTable(rowsOf<Week>("weeks"), formats),
      dayTable(days, formats),
      weekdayTable(weekdays, hours, formats),
      holidayTable(holidays, formats),
      weatherTable(weather, links, formats),
    ];
    return {
      findings: [
        ...monthSentence(months, formats),
        ...weekdaySentences(weekdays, hours, formats),
        ...holidaySentence(rowsOf<Holiday>("best"), rowsOf<Holiday>("worst"), rowsOf<Compared>("kept"), formats),
        ...weatherSentences(links, weather, formats),
      ],
      today: [],
      blocks: blocks.filter((block) => block.rows.length > 0),
    };
  },
};
