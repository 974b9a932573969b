/** The candidate a person who typed `word` most likely meant: at most a third of its letters differ, swaps of neighbours counting once. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase())}))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours (Damerau 1964, Levenshtein 1966). */
function distance(a: string, b: string): number {
  const table = [Array.from({length: b.length + 1}, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    table.push([i]);
    for (let j = 1; j <= b.length; j++) table[i]![j] = cell(table, a, b, i, j);
  }
  return table[a.length]![b.length]!;
}

function cell(table: number[][], a: string, b: string, i: number, j: number): number {
  const replaced = table[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min(table[i - 1]![j]! + 1, table[i]![j - 1]! + 1, replaced);
  const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return isSwap ? Math.min(best, table[i - 2]![j - 2]! + 1) : best;
}
