import type {Phrases} from "../phrases.ts";
import {measureLabels} from "../phrases.ts";
import {type MeasureName, type Metric, measureNames, type Report} from "../report.ts";
import {type Content, html, type Markup} from "./markup.ts";

/** One tile per measure: its value, where that lies in the usual range, and what it is compared with. */
export function daySection(report: Report, phrases: Phrases): Markup {
  const known = measureNames.filter((name) => report.day[name] !== undefined);
  const tiles = known.map((name) => tile(name, report.day[name]!, phrases));
  const sentences = hint(phrases);
  return html`<section aria-labelledby="day">
<h2 id="day">The day</h2>
<div class="tiles of-${known.length}">${tiles}</div>
${sentences && html`<p class="hint">${sentences}</p>`}
</section>`;
}

/** What the tiles show besides their values. */
function hint({compared, weekEarlier, meanDays}: Phrases): string {
  const mean = `the mean of the ${meanDays} days before`;
  const others = [...(compared.week ? [weekEarlier()] : []), ...(compared.mean ? [mean] : [])];
  const comparison = others.length > 0 ? `Compared with ${others.join(" and with ")}.` : "";
  const range = "The band is the usual range: 19 of 20 such weekdays fall in it, judged by up to eight before.";
  return [comparison, compared.range ? range : ""].filter(Boolean).join(" ");
}

function tile(name: MeasureName, metric: Metric, phrases: Phrases): Markup {
  const {compared} = phrases;
  const unusual = phrases.unusual(metric);
  const value = phrases.value(name, metric.value);
  const week = comparison("week before", metric.change_week, phrases.value(name, metric.week_earlier), phrases);
  const mean = comparison(`${phrases.meanDays}-day mean`, metric.change_mean_28, phrases.mean(name, metric), phrases);
  return html`
<article class="tile${metric.unusual && ` ${metric.unusual}`}${name === "revenue" && " first"}">
<h3>${measureLabels[name]}</h3>
<p class="value${metric.value === null && " none"}" style="--length:${value.length}">${value}</p>
${unusual && html`<p class="badge">${metric.unusual === "high" ? "▲" : "▼"} ${unusual}</p>`}
${rangeBar(metric)}
${(compared.week || compared.mean) && html`<dl>${compared.week && week}${compared.mean && mean}</dl>`}
${metric.expected && html`<p class="usual">${phrases.expected(name, metric)}</p>`}
</article>`;
}

function comparison(label: string, change: number | null, value: string, phrases: Phrases): Markup {
  return html`<div><dt>${label}</dt><dd style="--length:${value.length}">${value}${change !== null && html` <b>${phrases.change(change)}</b>`}</dd></div>`;
}

/** The usual range as a band and the value as a mark on it; for the eye only, the text says the same. */
function rangeBar({value, expected}: Metric): Content {
  if (value === null || !expected) return null;
  const [low, high, at] = [Number(expected.low), Number(expected.high), Number(value)];
  const reach = (high - low || Math.abs(high) || 1) * 0.15;
  const [from, to] = [Math.min(low, at) - reach, Math.max(high, at) + reach];
  const place = (x: number) => (((x - from) / (to - from)) * 100).toFixed(1);
  const width = (((high - low) / (to - from)) * 100).toFixed(1);
  return html`<div class="range" aria-hidden="true"><i class="band" style="left:${place(low)}%;width:${width}%"></i><i class="mark" style="left:${place(at)}%"></i></div>`;
}
