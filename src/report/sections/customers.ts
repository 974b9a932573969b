import {divide, trim} from "../../lib/money.ts";
import type {Block} from "../block.ts";
import type {Section} from "../section.ts";
import {type CustomerTotals, customerFindings, type ValueTest} from "./customerFindings.ts";
import {customerTables} from "./customerTables.ts";

/** How many lines the tables have. */
const [top, months] = [10, 13];

const since = [1, 2, 3, 6, 12];

export const customers: Section = {
  title: "Customers",
  mart: "mart_customers",
  queries: {
    totals: "select * from mart_customer_totals",
    segments: `select segment, customers, share_of_customers, orders, revenue, share_of_revenue, mean_days_since, expected_revenue
      from mart_customer_segments order by segment = 'no purchase', revenue desc, segment`,
    top: `select customer_id, place, orders, revenue, last_on, segment, expected_revenue
      from mart_customers where orders > 0 order by place, customer_id limit ${top}`,
    names: `select customer_id, customer_name from mart_customer_names
      where customer_id in (select customer_id from mart_customers where orders > 0 order by place, customer_id limit ${top})`,
    months: `select month, buyers, new_buyers, returning_buyers, revenue, revenue_of_new
      from mart_customer_months order by month desc limit ${months}`,
    cohorts: `select cohort, max(customers) as customers,
        ${since.map((month) => `max(case when months_since = ${month} and is_whole then retention end) as after_${month}`).join(", ")}
      from mart_customer_cohorts group by cohort order by cohort desc limit ${months}`,
    models: `select model, is_chosen, days, customers, expected_days, buying_days, expected_revenue, revenue, error
      from mart_value_models order by error, model`,
  },
  compose(facts, {formats, period}) {
    const totals = facts.totals![0] as unknown as CustomerTotals | undefined;
    if (!totals || totals.buyers === 0) return undefined;
    const chosen = facts.models!.find(({is_chosen}) => is_chosen === true) as unknown as ValueTest | undefined;
    return {
      findings: customerFindings(totals, facts.segments!, chosen, period.days, formats),
      today: [],
      blocks: [termsOf(totals, period.days), ...customerTables(facts, since, formats)],
    };
  },
};

function termsOf(totals: CustomerTotals, days: number): Block {
  const {buyers, repeat_rate, orders, revenue, recent_buyers, new_buyers} = totals;
  return {
    kind: "terms",
    key: "totals",
    terms: [
      {label: "Customers who bought", value: buyers, kind: "count"},
      {label: "Bought on two days or more", value: repeat_rate, kind: "percent"},
      {label: "Orders a customer", value: orders / buyers, kind: "decimal"},
      {label: "Revenue a customer", value: trim(divide(revenue, buyers)), kind: "money", about: "so far"},
      ...(days < 56
        ? []
        : [
            {label: "Buyers, 28 days", value: recent_buyers, kind: "count"} as const,
            {label: "For the first time", value: new_buyers, kind: "count", about: "of these"} as const,
          ]),
    ],
  };
}
