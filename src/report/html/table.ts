import {cells} from "../text/layout.ts";
import {type Content, html, type Markup} from "./markup.ts";

/** Numbers, or texts, under a heading, a text per line. `isMinor`: left out where there is little room. */
export interface Column {
  readonly title: string;
  readonly cells: readonly string[];
  readonly isMinor?: boolean;
  readonly isText?: boolean;
}

/** One line: what it is about, and what may stand under it across all columns. */
export interface Line {
  readonly head: Content;
  readonly below?: Content;
}

/** Letters kept for the name of a line, and the room between two columns in letters. */
const [nameLetters, gapLetters] = [14, 2];
/** A text that needs more letters is broken further. */
const textLetters = 14;
/** From so many letters a line on, minor columns go in half a page already, and names stand above their numbers on a telephone. */
const [broadLetters, heavyLetters] = [60, 42];

/** A card with a table. As nothing in a number may be broken, the letters are made as small as the widest line needs; the style does it by the letters counted here. */
export function card(caption: Content, kind: string, columns: readonly Column[], lines: readonly Line[]): Markup {
  const widths = columns.map((column) => lettersOf(column) + gapLetters);
  const major = widths.filter((_, i) => !columns[i]!.isMinor);
  const [all, few] = [total(widths), total(major)];
  const size = `${nameLetters + all > broadLetters ? " broad" : ""}${nameLetters + few > heavyLetters ? " heavy" : ""}`;
  return html`<div class="scroll${size}"><table style="--all:${nameLetters + all};--few:${nameLetters + few};--numbers:${few};--columns:${major.map((width) => `${width}fr`).join(" ")}">
<caption>${caption}</caption>
<thead><tr><th scope="col">${kind}</th>${columns.map((column) => html`<th scope="col" class="${classOf(column)}">${headOf(column)}</th>`)}</tr></thead>
<tbody>${lines.map((line, row) => lineOf(line, columns, row))}</tbody>
</table></div>`;
}

function lineOf({head, below}: Line, columns: readonly Column[], row: number): Markup {
  const cells = columns.map((column) => html`<td class="${classOf(column)}">${column.cells[row]}</td>`);
  const under =
    below &&
    html`
<tr class="why"><td colspan="${columns.length + 1}">${below}</td></tr>`;
  return html`
<tr><th scope="row">${head}</th>${cells}</tr>${under}`;
}

function classOf({isMinor, isText}: Column): string {
  return `${isText ? "t" : "n"}${isMinor ? " minor" : ""}`;
}

/** Numbers need their whole width; headings and texts may go over several lines. */
function lettersOf({title, cells: texts, isText}: Column): number {
  const width = isText ? (text: string) => Math.min(widest(halved(text)), textLetters) : cells;
  return Math.max(widest(halved(title)), ...texts.map(width));
}

/** With a line break where it is wider than all that stands under it. */
function headOf({title, cells: texts}: Column): string {
  return cells(title) > Math.max(...texts.map(cells)) ? halved(title).join("\n") : title;
}

/** Two lines, or one, broken between the words where that makes them least wide. */
function halved(text: string): string[] {
  const words = text.split(" ");
  const ways = words.map((_, i) => [words.slice(0, i + 1), words.slice(i + 1)].map((line) => line.join(" ")));
  const best = ways.reduce((a, b) => (widest(b) < widest(a) ? b : a));
  return best.filter((line) => line !== "");
}

function widest(lines: readonly string[]): number {
  return Math.max(0, ...lines.map(cells));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
