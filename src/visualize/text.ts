/** Width in CSS pixels of a text at a font size. */
export type Measure = (text: string, size: number, weight?: 400 | 600) => number;

const graphemes = new Intl.Segmenter("en", {granularity: "grapheme"});

/** The text, or its beginning and end with … between: names that differ only at the end stay different. Never cuts within what is seen as one character. */
export function ellipsise(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const letters = [...graphemes.segment(text)].map(({segment}) => segment);
  let [fits, tooMany] = [0, letters.length];
  while (tooMany - fits > 1) {
    const middle = (fits + tooMany) >> 1;
    if (measure(shortened(letters, middle)) <= width) fits = middle;
    else tooMany = middle;
  }
  return shortened(letters, fits);
}

function shortened(letters: readonly string[], kept: number): string {
  const end = Math.floor(kept / 3);
  const start = kept - end;
  return `${letters.slice(0, start).join("").trimEnd()}…${letters
    .slice(letters.length - end)
    .join("")
    .trimStart()}`;
}

/** Lines that fit in `width`, broken at spaces; a word that is too long alone is shortened. */
export function wrap(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ").map((each) => ellipsise(each, width, measure))) {
    const line = lines.at(-1);
    if (line !== undefined && measure(`${line} ${word}`) <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Keeps a name written from right to left from turning the sentence around it. */
export function isolated(name: string): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(name) ? `\u2068${name}\u2069` : name;
}
