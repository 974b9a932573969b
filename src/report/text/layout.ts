/** What a terminal of the usual width shows in a line. */
export const lineWidth = 80;

/** Makes text of others safe to print: no control characters, no turning of the writing direction, one line. */
export function plain(text: string): string {
  const line = text.replace(/\s+/gu, " ");
  return line.replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === joiner ? joiner : "\u{fffd}"));
}

/** Ties emoji together. */
const joiner = "\u{200d}";

/** Cells a text takes in a terminal: wide scripts and emoji take two, marks that combine take none. */
export function cells(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let width = 0;
  for (const {segment} of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

const graphemes = new Intl.Segmenter("und", {granularity: "grapheme"});
const wide =
  /\p{Emoji_Presentation}|\u{fe0f}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** Cut to `width` cells, with … where something is missing. */
export function shorten(text: string, width: number): string {
  if (cells(text) <= width) return text;
  let kept = "";
  for (const {segment} of graphemes.segment(text)) {
    if (cells(kept + segment) > width - 1) break;
    kept += segment;
  }
  return `${kept}…`;
}

/** How columns stand: `indent` blanks in, and to the left those that are texts; all others but the first to the right. */
interface Layout {
  readonly indent?: number;
  readonly isText?: (column: number) => boolean;
}

/** Lines of columns two blanks apart; the first gives way so that a line fits, and goes on below where it has to. */
export function table(rows: readonly (readonly string[])[], {indent = 0, isText = () => false}: Layout = {}): string[] {
  const widths = widthsOf(rows);
  const first = Math.min(widths[0]!, Math.max(8, lineWidth - indent - besides(widths)));
  return rows.flatMap(([head = "", ...rest]) => {
    const right = rest.map((text, i) => `  ${padded(text, widths[i + 1]!, isText(i + 1))}`).join("");
    const [line = "", ...below] = folded(head, first);
    const start = " ".repeat(indent);
    return [`${start}${padded(line, first, true)}${right}`.trimEnd(), ...below.map((more) => start + more)];
  });
}

/** Of each column, the cells of its widest text. */
function widthsOf(rows: readonly (readonly string[])[]): number[] {
  const count = Math.max(...rows.map((row) => row.length));
  return Array.from({length: count}, (_, i) => Math.max(...rows.map((row) => cells(row[i] ?? ""))));
}

/** Cells that all columns but the first take, with the room before each. */
export function besides(widths: readonly number[]): number {
  return widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
}

function padded(text: string, width: number, isLeft: boolean): string {
  const room = " ".repeat(Math.max(0, width - cells(text)));
  return isLeft ? text + room : room + text;
}

/** At most two lines of so many cells, the second a little in, broken between words where that is possible; cut where that is not enough. */
function folded(text: string, width: number): string[] {
  if (cells(text) <= width) return [text];
  const words = text.split(" ");
  let line = words.shift()!;
  while (words.length > 0 && cells(`${line} ${words[0]}`) <= width) line += ` ${words.shift()}`;
  if (words.length === 0 || cells(line) > width) return [shorten(text, width)];
  return [line, `  ${shorten(words.join(" "), width - 2)}`];
}

/** Words on lines that fit, the first behind `first`, the others indented as far. */
export function wrap(text: string, first = ""): string[] {
  const lines: string[] = [];
  const indent = " ".repeat(cells(first));
  let line = first;
  for (const word of text.split(/[ \n]+/)) {
    const isStart = line === first || line === indent;
    if (!isStart && cells(line) + 1 + cells(word) > lineWidth) {
      lines.push(line);
      line = indent + word;
    } else line += isStart ? word : ` ${word}`;
  }
  return [...lines, line];
}
