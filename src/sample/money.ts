/** Whole cents as decimal text: −71553 is `-715.53`. Exact below 90 trillion. */
export function centsText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Equal parts of whole cents; what is left of the division goes to the first ones, one cent each. A return mirrors its sale. */
export function splitCents(cents: number, parts: number): number[] {
  const sign = Math.sign(cents);
  const share = Math.floor(Math.abs(cents) / parts);
  const left = Math.abs(cents) - share * parts;
  return Array.from({length: parts}, (_, i) => sign * (share + (i < left ? 1 : 0)));
}
