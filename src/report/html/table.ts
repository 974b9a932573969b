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
/** From so many letters a line on, minor columns go in half a page already, and names stand above their numbers on a telephone. */
const [broadLetters, heavyLetters] = [60, 42];

/** A card with a table. As nothing in a number may be broken, the letters are made as small as the widest line needs; the style does it by the letters counted here. */
export function card(caption: Content, kind: string, columns: readonly Column[], lines: readonly Line[]): Markup {
  const widths = columns.map(({title, cells: texts}) => Math.max(...[title, ...texts].map(cells)) + gapLetters);
  const major = widths.filter((_, i) => !columns[i]!.isMinor);
  const [all, few] = [total(widths), total(major)];
  const size = `${nameLetters + all > broadLetters ? " broad" : ""}${nameLetters + few > heavyLetters ? " heavy" : ""}`;
  return html`<div class="scroll${size}"><table style="--all:${nameLetters + all};--few:${nameLetters + few};--numbers:${few};--columns:${major.map((width) => `${width}fr`).join(" ")}">
<caption>${caption}</caption>
<thead><tr><th scope="col">${kind}</th>${columns.map((column) => html`<th scope="col" class="${classOf(column)}">${column.title}</th>`)}</tr></thead>
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

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0);
}
