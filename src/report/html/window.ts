import {notAddingUp, type Phrases} from "../phrases.ts";
import type {CampaignRow, RankedRow, Report} from "../report.ts";
import {type Content, html, type Markup} from "./markup.ts";

/** Totals, findings and rankings of the whole period. */
export function windowSection(report: Report, phrases: Phrases): Markup {
  const {top} = report;
  return html`<section aria-labelledby="window">
<h2 id="window">The whole period</h2>
<p class="hint">${phrases.period()}</p>
${totals(report, phrases)}
<ul class="findings"><li>${phrases.trend()}</li>${phrases.correlations().map((sentence) => html`<li>${sentence}</li>`)}</ul>
${top.campaigns.length > 0 && campaignTable(report, phrases)}
<div class="pair">
${top.products.length > 0 && rankedTable("Top products", "Product", top.products, phrases)}
${top.countries.length > 0 && rankedTable("Top countries", "Country", top.countries, phrases)}
</div>
</section>`;
}

function totals({totals}: Report, {formats}: Phrases): Markup {
  const {revenue, orders, units, average_order_value} = totals;
  return html`<dl class="totals">
<div><dt>Revenue</dt><dd>${formats.money(revenue)}</dd></div>
<div><dt>Orders</dt><dd>${formats.number(orders)}</dd></div>
${units !== null && html`<div><dt>Units</dt><dd>${formats.number(units)}</dd></div>`}
${average_order_value && html`<div><dt>Average order</dt><dd>${formats.money(average_order_value)}</dd></div>`}
</dl>`;
}

/** Under any touch both credits are the same, and one column says so. */
function campaignTable({top: {campaigns}, attribution: {conserves}}: Report, phrases: Phrases): Markup {
  const columns: CampaignColumns = {full: conserves, spend: campaigns.some(({spend}) => spend !== null)};
  const scale = Math.max(...campaigns.map((row) => Number(row.full_credit_revenue)));
  return html`<div class="scroll"><table>
<caption>Top campaigns<small>${campaignNote(conserves, phrases)}</small></caption>
<thead><tr><th scope="col">Campaign</th><th scope="col" class="n">${conserves ? "Attributed" : "Full credit"}</th>${columns.full && html`<th scope="col" class="n minor">Full credit</th>`}<th scope="col" class="n">Orders</th><th scope="col" class="n minor">Credits</th><th scope="col" class="n minor">Flights</th>${columns.spend && html`<th scope="col" class="n minor">Spend</th>`}</tr></thead>
<tbody>${campaigns.map((row) => campaignLine(row, scale, columns, phrases))}</tbody>
</table></div>`;
}

interface CampaignColumns {
  readonly full: boolean;
  readonly spend: boolean;
}

function campaignNote(conserves: boolean, phrases: Phrases): string {
  return conserves
    ? `Revenue by the ${phrases.model()} model; behind it, paler, the full revenue of every sale the campaign touched, which ${notAddingUp}.`
    : `Every campaign is given the full revenue of each sale it touched (any touch): this ${notAddingUp}.`;
}

function campaignLine(row: CampaignRow, scale: number, columns: CampaignColumns, {formats}: Phrases): Markup {
  const [solid, pale] = [row.attributed_revenue, row.full_credit_revenue].map((value) => percentOf(value, scale));
  return html`
<tr><th scope="row"><bdi>${row.name}</bdi><span class="bar" aria-hidden="true"><i class="pale" style="width:${pale}%"></i><i style="width:${solid}%"></i></span></th>
<td class="n">${formats.money(row.attributed_revenue)}</td>${columns.full && html`<td class="n minor">${formats.money(row.full_credit_revenue)}</td>`}<td class="n">${formats.number(row.orders)}</td><td class="n minor">${formats.number(row.credits)}</td><td class="n minor">${formats.number(row.flights)}</td>${columns.spend && html`<td class="n minor">${row.spend === null ? "–" : formats.money(row.spend)}</td>`}</tr>`;
}

function rankedTable(title: string, kind: string, rows: readonly RankedRow[], phrases: Phrases): Markup {
  const hasUnits = rows.some(({units}) => units !== null);
  const scale = Math.max(...rows.map(({revenue}) => Number(revenue)));
  return html`<div class="scroll"><table>
<caption>${title}</caption>
<thead><tr><th scope="col">${kind}</th><th scope="col" class="n">Revenue</th><th scope="col" class="n">Share</th><th scope="col" class="n">Orders</th>${hasUnits && html`<th scope="col" class="n minor">Units</th>`}</tr></thead>
<tbody>${rows.map((row) => rankedLine(row, scale, hasUnits, phrases))}</tbody>
</table></div>`;
}

function rankedLine(
  {name, revenue, share, orders, units}: RankedRow,
  scale: number,
  hasUnits: boolean,
  {formats}: Phrases,
): Markup {
  const unitCell: Content = hasUnits && html`<td class="n minor">${units === null ? "–" : formats.number(units)}</td>`;
  return html`
<tr><th scope="row"><bdi>${name}</bdi><span class="bar" aria-hidden="true"><i style="width:${percentOf(revenue, scale)}%"></i></span></th>
<td class="n">${formats.money(revenue)}</td><td class="n">${share === null ? "–" : formats.percent(share)}</td><td class="n">${formats.number(orders)}</td>${unitCell}</tr>`;
}

function percentOf(value: string, scale: number): string {
  return scale > 0 ? (Math.max(0, Number(value) / scale) * 100).toFixed(1) : "0";
}
