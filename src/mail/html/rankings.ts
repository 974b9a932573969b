import {html, type Markup} from "../../report/html/markup.ts";
import {notAddingUp, type Phrases} from "../../report/phrases.ts";
import {nameOf, type RankedRow, type Report} from "../../report/report.ts";
import {places} from "../letter.ts";
import {row} from "./row.ts";
import {styles} from "./style.ts";

/** The first five campaigns, products and countries of the whole period. */
export function rankingRows(report: Report, phrases: Phrases): Markup {
  const {top} = report;
  return row(html`<h2 class="ink" style="${styles.h2}">The whole period</h2>
<p class="quiet" style="${styles.small};margin:0">${phrases.period()}</p>
${campaigns(report, phrases)}
${ranking("Top products", top.products, phrases)}
${ranking("Top countries", top.countries, phrases)}`);
}

function campaigns({top, attribution}: Report, phrases: Phrases): Markup | false {
  const {formats} = phrases;
  const lines = top.campaigns
    .slice(0, places)
    .map((row) => [row.name, formats.money(row.attributed_revenue), formats.number(row.orders)] as const);
  if (lines.length === 0) return false;
  const note = `Each campaign has the full revenue of the sales it touched: this ${notAddingUp}.`;
  return html`${table(["Top campaigns", "attributed", "orders"], lines)}${!attribution.conserves && html`<p class="quiet" style="${styles.small};margin:0">${note}</p>`}`;
}

function ranking(title: string, rows: readonly RankedRow[], {formats}: Phrases): Markup | false {
  const lines = rows
    .slice(0, places)
    .map((row) => [nameOf(row), formats.money(row.revenue), formats.number(row.orders)] as const);
  return lines.length > 0 && table([title, "revenue", "orders"], lines);
}

type Line = readonly [name: string, money: string, orders: string];

function table([name, money, orders]: Line, lines: readonly Line[]): Markup {
  return html`<table width="100%" cellpadding="0" cellspacing="0" border="0" style="${styles.table}">
<tr><th scope="col" class="ink" style="${styles.head}">${name}</th><th scope="col" class="quiet" style="${styles.headNumber}">${money}</th><th scope="col" class="quiet" style="${styles.headNumber}" width="72">${orders}</th></tr>
${lines.map(line)}
</table>`;
}

function line([name, ...numbers]: Line): Markup {
  return html`<tr><th scope="row" class="ink rule" style="${styles.name}"><bdi>${name}</bdi></th>${numbers.map((number) => html`<td class="ink rule" style="${styles.number}">${number}</td>`)}</tr>
`;
}
