import type {Block, SectionReport} from "../block.ts";
import {cellText, columnTexts} from "../cells.ts";
import type {Phrases} from "../phrases.ts";
import type {Figure} from "../report.ts";
import {plain, table, wrap} from "./layout.ts";

export function sectionLines(
  {name, findings, blocks}: SectionReport,
  figures: readonly Figure[],
  phrases: Phrases,
): string[] {
  const own = figures.filter(({section}) => section === name);
  const lines = [
    ...findings.flatMap((sentence) => wrap(plain(sentence), "- ")),
    ...blocks.flatMap((block) => ["", ...blockLines(block, phrases)]),
    ...(own.length > 0 ? ["", ...own.flatMap(({file, title}) => wrap(plain(`${file}: ${title}`)))] : []),
  ];
  return lines[0] === "" ? lines.slice(1) : lines;
}

function blockLines(block: Block, {formats}: Phrases): string[] {
  if (block.kind === "terms")
    return table(block.terms.map(({label, value, kind}) => [label, cellText(value, kind, formats)]));
  if (block.rows.length === 0) return [];
  const columns = block.columns.filter(({isMinor}) => !isMinor);
  const texts = columns.map((column) => columnTexts(block, column, formats).map(plain));
  const rows = block.rows.map((_, i) => texts.map((column) => column[i]!));
  const heads = columns.map(({title}, i) => (i === 0 ? block.title : title.toLowerCase()));
  return [...table([heads, ...rows]), ...(block.note ? wrap(plain(block.note)) : [])];
}
