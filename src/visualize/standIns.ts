import {oneLine} from "./legible.ts";

/** A name, and how the figure letters it. */
export interface Lettered {
  readonly name: string;
  readonly shown: string;
  /** True where `shown` is not the name, as far as it can be lettered. */
  readonly isStandIn: boolean;
}

const leastLetters = 3;

/** Names as the fonts can letter them; where too little of one is left to know it by, or two look the same, `<noun> no. <place>`. */
export function letterNames(names: readonly string[], noun: string, legible: (text: string) => string): Lettered[] {
  const letters = names.map(legible);
  return names.map((name, i) => {
    const isStandIn = !isTelling(i, names, letters);
    return {name: oneLine(name), shown: isStandIn ? `${noun} no. ${i + 1}` : letters[i]!, isStandIn};
  });
}

function isTelling(i: number, names: readonly string[], letters: readonly string[]): boolean {
  const shown = letters[i]!;
  if (shown === oneLine(names[i]!)) return true;
  const left = shown.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return left >= leastLetters && letters.filter((other) => other === shown).length === 1;
}

/** The sentence that says which is which, if any name has a stand-in. */
export function standInNotes(lettered: readonly Lettered[]): string[] {
  const pairs = lettered.filter(({isStandIn}) => isStandIn).map(({name, shown}) => `“${shown}” for “${name}”`);
  if (pairs.length === 0) return [];
  return [`No bundled font has the letters of some names, so the figures show ${pairs.join(", ")}.`];
}
