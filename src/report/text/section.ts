import type {Formats} from "../../lib/format.ts";
import type {Block, SectionReport, TableBlock, TableColumn, TermsBlock} from "../block.ts";
import {cellText, columnTexts, isText as isTextKind, noteOf} from "../cells.ts";
import type {Phrases} from "../phrases.ts";
import type {Figure} from "../report.ts";
import {besides, cells, lineWidth, plain, table, wrap} from "./layout.ts";

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
  if (block.kind === "terms") return termLines(block, formats);
  if (block.rows.length === 0) return [];
  const columns = fitting(columnsOf(block, formats));
  const note = noteOf(block, columns);
  return [...tableLines(block, columns), ...(note ? wrap(plain(note)) : [])];
}

function termLines({terms}: TermsBlock, formats: Formats): string[] {
  const lines = table(terms.map(({label, value, kind}) => [label, cellText(value, kind, formats)]));
  return lines.map((line, i) => {
    const about = terms[i]?.about ?? "";
    return cells(`${line}  ${about}`) <= lineWidth ? `${line}  ${about}`.trimEnd() : line;
  });
}

/** Letters a name needs so that it can be read beside numbers. */
const widestName = 30;

/** What a table shows of one column. */
interface Column extends TableColumn {
  readonly head: string;
  readonly texts: readonly string[];
}

function columnsOf(block: TableBlock, formats: Formats): Column[] {
  return block.columns.map((column) => ({
    ...column,
    head: lowered(column.title),
    texts: columnTexts(block, column, formats).map(plain),
  }));
}

function tableLines(block: TableBlock, columns: readonly Column[]): string[] {
  const rows = block.rows.map((_, i) => columns.map(({texts}) => texts[i]!));
  const heads = columns.slice(1).map(({head}) => head);
  const isText = (i: number) => isTextKind(columns[i]!.kind);
  const room = lineWidth - besides(columns.map(widthOf));
  if (cells(block.title) <= room) return table([[block.title, ...heads], ...rows], {isText});
  return [block.title, ...table([["", ...heads], ...rows], {isText})];
}

/** Without the minor columns that would take the room of the names; the first of them go before the others. */
function fitting(columns: readonly Column[]): Column[] {
  let kept = columns.filter(({isMinor}) => !isMinor);
  for (const column of columns.filter(({isMinor}) => isMinor)) {
    const wider = columns.filter((one) => one === column || kept.includes(one));
    const name = Math.min(widestName, Math.max(...wider[0]!.texts.map(cells)));
    if (name + besides(wider.map(widthOf)) <= lineWidth) kept = wider;
  }
  return kept;
}

function widthOf({head, texts}: Column): number {
  return Math.max(...[head, ...texts].map(cells));
}

/** "Lead time" within a line; "MASE" and "sMAPE" stay as they are. */
function lowered(title: string): string {
  return /^\p{Lu}(?!\p{Lu})/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
