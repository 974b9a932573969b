import {notAddingUp, type Phrases} from "../phrases.ts";
import {type CampaignRow, nameOf, type RankedRow, type Report} from "../report.ts";
import {html, type Markup} from "./markup.ts";
import {card} from "./table.ts";

/** Totals, findings and rankings of the whole period. */
export function windowSection(report: Report, phrases: Phrases): Markup {
  const {products, countries, negative} = report.top;
  return html`<section aria-labelledby="window">
<h2 id="window">The whole period</h2>
<p class="hint">${phrases.period()}</p>
${totals(report, phrases)}
<ul class="findings"><li>${phrases.trend()}</li>${phrases.correlations().map((sentence) => html`<li>${sentence}</li>`)}</ul>
${report.top.campaigns.length > 0 && campaignTable(report, phrases)}
${
  products.length + countries.length > 0 &&
  html`<div class="pair">
${products.length > 0 && rankedTable("Top products", "Product", products, negative.products, phrases)}
${countries.length > 0 && rankedTable("Top countries", "Country", countries, negative.countries, phrases)}
</div>`
}
</section>`;
}

function totals({totals}: Report, {formats}: Phrases): Markup {
  const {revenue, orders, units, average_order_value: average} = totals;
  const term = (label: string, value: string) =>
    html`<div><dt>${label}</dt><dd style="--length:${value.length}">${value}</dd></div>`;
  return html`<dl class="totals">
${term("Revenue", formats.exact(revenue))}
${term("Orders", formats.number(orders))}
${units !== null && term("Units", formats.number(units))}
${average !== null && term("Average order", formats.money(average))}
</dl>`;
}

/** Under any touch both credits are the same, and one column says so. */
function campaignTable({top: {campaigns}, attribution: {conserves}}: Report, phrases: Phrases): Markup {
  const {formats} = phrases;
  const [attributed, full] = [amounts(campaigns, "attributed_revenue"), amounts(campaigns, "full_credit_revenue")];
  const spent = campaigns.some(({spend}) => spend !== null);
  const counts = (name: "orders" | "credits" | "flights") => campaigns.map((row) => formats.number(row[name]));
  const columns = [
    {title: conserves ? "Attributed" : "Full credit", cells: written(attributed, phrases)},
    ...(conserves ? [{title: "Full credit", cells: written(full, phrases), isMinor: true}] : []),
    {title: "Orders", cells: counts("orders")},
    {title: "Credits", cells: counts("credits"), isMinor: true},
    {title: "Flights", cells: counts("flights"), isMinor: true},
    ...(spent ? [{title: "Spend", cells: written(amounts(campaigns, "spend"), phrases), isMinor: true}] : []),
  ];
  const scale = Math.max(...full.map(Number));
  const lines = campaigns.map(({name}, i) => ({head: barred(name, [full[i]!, attributed[i]!], scale)}));
  return card(html`Top campaigns<small>${campaignNote(conserves, phrases)}</small>`, "Campaign", columns, lines);
}

function amounts<Name extends keyof CampaignRow>(rows: readonly CampaignRow[], name: Name): CampaignRow[Name][] {
  return rows.map((row) => row[name]);
}

/** With the same number of decimals, one under the other. */
function written(column: readonly (string | null)[], {formats}: Phrases): string[] {
  const beside = column.filter((amount) => amount !== null);
  return column.map((amount) => (amount === null ? "–" : formats.exact(amount, beside)));
}

function campaignNote(conserves: boolean, phrases: Phrases): string {
  return conserves
    ? `Revenue by the ${phrases.model()} model; behind it, paler, the full revenue of every sale the campaign touched, which ${notAddingUp}.`
    : `Every campaign is given the full revenue of each sale it touched (any touch): this ${notAddingUp}.`;
}

function rankedTable(
  title: string,
  kind: string,
  rows: readonly RankedRow[],
  hasNegative: boolean,
  phrases: Phrases,
): Markup {
  const {formats, share} = phrases;
  const revenue = rows.map((row) => row.revenue);
  const units = rows.map((row) => (row.units === null ? "–" : formats.number(row.units)));
  const columns = [
    {title: "Revenue", cells: written(revenue, phrases)},
    {title: "Share", cells: rows.map((row) => share(row.share, hasNegative))},
    {title: "Orders", cells: rows.map(({orders}) => formats.number(orders))},
    ...(rows.some((row) => row.units !== null) ? [{title: "Units", cells: units, isMinor: true}] : []),
  ];
  const scale = Math.max(...revenue.map(Number));
  const lines = rows.map((row, i) => ({head: barred(nameOf(row), [revenue[i]!], scale)}));
  return card(title, kind, columns, lines);
}

/** A name over its bar; of two amounts the first stands paler behind the second. */
function barred(name: string, values: readonly string[], scale: number): Markup {
  const bars = values.map(
    (value, i) =>
      html`<i${i < values.length - 1 && html` class="pale"`} style="width:${percentOf(value, scale)}%"></i>`,
  );
  return html`<bdi>${name}</bdi><span class="bar" aria-hidden="true">${bars}</span>`;
}

function percentOf(value: string, scale: number): string {
  return scale > 0 ? (Math.max(0, Number(value) / scale) * 100).toFixed(1) : "0";
}
