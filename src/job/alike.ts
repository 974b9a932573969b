/** Each of the sentences that say the same of different files or lines once, with how many more there are. */
export function mergeAlike(sentences: readonly string[]): string[] {
  const groups = new Map<string, string[]>();
  for (const sentence of new Set(sentences)) {
    const key = withoutPlaces(sentence);
    groups.set(key, [...(groups.get(key) ?? []), sentence]);
  }
  return [...groups.values()].map(([first, ...others]) =>
    others.length === 0 ? first! : `${first} And ${others.length} more like it.`,
  );
}

/** Without the words that name a file or a number. */
function withoutPlaces(sentence: string): string {
  return sentence
    .split(" ")
    .filter((word) => !/[\d/\\]/.test(word))
    .join(" ");
}
