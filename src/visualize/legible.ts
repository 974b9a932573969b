/** True when a bundled font has a glyph for the character. */
export type Covers = (character: string) => boolean;

/** Characters the bundled fonts are known to have: Latin with its accents, and the signs figures are lettered with. A test holds it. */
const safe =
  /^[ -~\u00a0-\u00ac\u00ae-\u0148\u014a-\u01c3\u2009\u202f\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u20ac\u2212]*$/;

/** True for texts that every bundled font can letter, so that no font needs to be asked. */
export function isSafe(text: string): boolean {
  return safe.test(text);
}

/** Stands for a character that cannot be drawn. */
const substitute = "·";

/** The text as it can be drawn on one line. */
export function legible(text: string, covers: Covers): string {
  const missing = new Set(missingCharacters(text, covers));
  return [...oneLine(text)].map((character) => (missing.has(character) ? substitute : character)).join("");
}

/** The characters of a text that no bundled font can draw, each once. */
export function missingCharacters(text: string, covers: Covers): string[] {
  const characters = new Set(oneLine(text));
  return [...characters].filter((each) => !isSafe(each) && !isInvisible(each) && !covers(each));
}

/** Composed, without line breaks, control characters, halves of surrogate pairs, and marks that would turn the text around it, too. */
export function oneLine(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/\p{Cs}/gu, substitute)
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}

/** Joiners and selectors shape their neighbours and are no glyphs themselves. */
function isInvisible(character: string): boolean {
  return /\p{Default_Ignorable_Code_Point}/u.test(character);
}
