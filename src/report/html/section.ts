import type {Block, SectionReport, TableBlock, TermsBlock} from "../block.ts";
import {cellText, columnTexts, isText, noteOf} from "../cells.ts";
import type {Phrases} from "../phrases.ts";
import type {Figure} from "../report.ts";
import {figureCard} from "./figure.ts";
import {html, type Markup} from "./markup.ts";
import {card} from "./table.ts";

/** One section of the report: what was found, then its figures, then its tables. */
export function sectionOf(
  {name, title, findings, blocks}: SectionReport,
  figures: readonly Figure[],
  phrases: Phrases,
): Markup {
  const own = figures.filter(({section}) => section === name);
  return html`<section aria-labelledby="${name}">
<h2 id="${name}">${title}</h2>
${findings.length > 0 && html`<ul class="findings">${findings.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
${own.map(figureCard)}
${blocks.map((block) => blockOf(block, phrases))}
</section>`;
}

function blockOf(block: Block, phrases: Phrases): Markup | false {
  return block.kind === "table" ? tableOf(block, phrases) : termsOf(block, phrases);
}

function tableOf(table: TableBlock, {formats}: Phrases): Markup | false {
  const [first, ...others] = table.columns;
  if (!first || table.rows.length === 0) return false;
  const columns = others.map((column) => ({
    title: column.title,
    cells: columnTexts(table, column, formats),
    ...(column.isMinor && {isMinor: true}),
    ...(isText(column.kind) && {isText: true}),
  }));
  const lines = columnTexts(table, first, formats).map((head) => ({head}));
  const note = noteOf(table, table.columns);
  const caption = html`${table.title}${note && html`<small>${note}</small>`}`;
  return card(caption, first.title, columns, lines);
}

function termsOf({terms}: TermsBlock, {formats}: Phrases): Markup {
  const term = ({label, value, kind, about}: TermsBlock["terms"][number]) => {
    const text = cellText(value, kind, formats);
    return html`<div><dt>${label}</dt><dd style="--length:${text.length}">${text}${about && html`<small>${about}</small>`}</dd></div>`;
  };
  return html`<dl class="totals">${terms.map(term)}</dl>`;
}
