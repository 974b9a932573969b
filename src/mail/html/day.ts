import {html, type Markup} from "../../report/html/markup.ts";
import {measureLabels, type Phrases} from "../../report/phrases.ts";
import {type MeasureName, type Metric, measureNames, type Report} from "../../report/report.ts";
import {row} from "./row.ts";
import {styles} from "./style.ts";

/** Tiles, two side by side; revenue, the first, has a row of its own. */
export function dayRows(report: Report, phrases: Phrases): Markup {
  const [first, ...others] = measureNames.filter((name) => report.day[name] !== undefined);
  const lines = [first === undefined ? [] : [first], ...pairs(others)];
  const tiles = (names: readonly MeasureName[]) =>
    names.map((name) => tile(name, report.day[name]!, names.length === 1, phrases));
  return row(html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="${styles.tiles}">
${lines.map((names) => html`<tr>${tiles(names)}</tr>`)}
</table>
<p class="quiet" style="${styles.small};margin:0;padding-top:8px">Week before: ${phrases.weekEarlier()}. Usual: 19 of 20 such weekdays, judged by the last eight.</p>`);
}

function pairs<T>(items: readonly T[]): T[][] {
  return Array.from({length: Math.ceil(items.length / 2)}, (_, i) => items.slice(2 * i, 2 * i + 2));
}

function tile(name: MeasureName, metric: Metric, isAlone: boolean, phrases: Phrases): Markup {
  const size = metric.value === null ? styles.nothing : name === "revenue" ? styles.great : styles.value;
  return html`
<td class="tile" ${isAlone ? html`colspan="2"` : html`width="50%"`} style="${styles.tile}">
<div class="quiet" style="${styles.label}">${measureLabels[name]}</div>
<div class="ink" style="${size}">${phrases.value(name, metric.value)}</div>
${unusual(name, metric, phrases)}
${comparison("week before", phrases.value(name, metric.week_earlier), metric.change_week, isAlone, phrases)}
${comparison("28-day mean", phrases.mean(name, metric), metric.change_mean_28, isAlone, phrases)}
</td>`;
}

function unusual(name: MeasureName, metric: Metric, phrases: Phrases): Markup | false {
  if (metric.unusual === null) return false;
  const {unusual} = metric;
  return html`<div class="${unusual}" style="${styles[unusual]}">${unusual === "high" ? "▲" : "▼"} ${phrases.unusual(metric)}</div>
<div class="quiet" style="${styles.small}">${phrases.expected(name, metric)}</div>`;
}

/** `−38.1% week before`; what that was, only where there is room, or nothing else to say. */
function comparison(label: string, value: string, change: number | null, isAlone: boolean, phrases: Phrases): Markup {
  if (change === null) return html`<div class="quiet" style="${styles.small}">${label} ${value}</div>`;
  const share = html`<span class="ink" style="${styles.strong}">${phrases.change(change)}</span>`;
  return html`<div class="quiet" style="${styles.small}">${share} ${label}${isAlone && ` (${value})`}</div>`;
}
