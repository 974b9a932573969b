const space = 32;
const quotes = [34, 39];

/**
 * Looks for two quotes with nothing but spaces between them. The bulk reader takes `"a" "b` for one value that goes on, over
 * lines if need be, so a text that has this is not for it.
 */
export class QuoteGap {
  isFound = false;
  /** The quote with which the bytes so far end, up to spaces. */
  private open: {readonly quote: number; readonly isSpaced: boolean} | undefined;

  add(chunk: Buffer): void {
    const first = skipSpaces(chunk, 0);
    const isSpaced = first > 0 || this.open?.isSpaced === true;
    if (this.open !== undefined && isSpaced && chunk[first] === this.open.quote) this.isFound = true;
    this.isFound ||= quotes.some((quote) => hasGap(chunk, quote));
    if (first < chunk.length) this.open = openQuote(chunk);
    else if (this.open !== undefined) this.open = {...this.open, isSpaced};
  }
}

function hasGap(chunk: Buffer, quote: number): boolean {
  for (let i = chunk.indexOf(quote); i >= 0; i = chunk.indexOf(quote, i + 1)) {
    if (chunk[i + 1] === space && chunk[skipSpaces(chunk, i + 1)] === quote) return true;
  }
  return false;
}

function openQuote(chunk: Buffer): {quote: number; isSpaced: boolean} | undefined {
  let last = chunk.length - 1;
  while (chunk[last] === space) last--;
  return quotes.includes(chunk[last]!) ? {quote: chunk[last]!, isSpaced: last < chunk.length - 1} : undefined;
}

function skipSpaces(chunk: Buffer, from: number): number {
  let at = from;
  while (chunk[at] === space) at++;
  return at;
}
