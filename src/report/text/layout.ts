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

/** Lines of columns two blanks apart, the first to the left, the others to the right; the first gives way so that a line fits. */
export function table(rows: readonly (readonly string[])[], indent = 0): string[] {
  const count = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({length: count}, (_, i) => Math.max(...rows.map((row) => cells(row[i] ?? ""))));
  const others = widths.slice(1).reduce((sum, width) => sum + width + 2, 0);
  const first = Math.min(widths[0]!, Math.max(8, lineWidth - indent - others));
  return rows.map(([head = "", ...rest]) => {
    const left = shorten(head, first);
    const right = rest.map((text, i) => `  ${" ".repeat(Math.max(0, widths[i + 1]! - cells(text)))}${text}`);
    return `${" ".repeat(indent)}${left}${" ".repeat(first - cells(left))}${right.join("")}`.trimEnd();
  });
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
