import {Odd} from "./odd.ts";

/** The keys of the first records, in order of appearance, and whether they stand in an array. Throws Odd where that cannot be told. */
export function keysOf(head: string, isWhole: boolean): {keys: readonly string[]; isArray: boolean} {
  const isArray = head.trimStart().startsWith("[");
  const keys = new Set(recordsOf(head, isWhole, isArray).flatMap((record) => Object.keys(record)));
  // An object gives keys that are numbers first, wherever they stood.
  if (keys.size === 0 || [...keys].some((key) => /^\d+$/.test(key))) throw new Odd("no keys, or numbers as keys");
  return {keys: [...keys], isArray};
}

function recordsOf(head: string, isWhole: boolean, isArray: boolean): object[] {
  const records = isArray ? elementsOf(head, isWhole) : linesOf(head, isWhole).map((line) => parsed(line));
  if (!records.every((record) => typeof record === "object" && record !== null)) throw new Odd("no objects");
  return records as object[];
}

/** A brace may stand within a text: then the one before it is tried. */
function elementsOf(head: string, isWhole: boolean): unknown[] {
  if (isWhole) return parsed(head) as unknown[];
  for (
    let end = head.lastIndexOf("}"), tries = 0;
    end > 0 && tries < 20;
    end = head.lastIndexOf("}", end - 1), tries++
  ) {
    try {
      return JSON.parse(`${head.slice(0, end + 1)}]`) as unknown[];
    } catch {}
  }
  throw new Odd("a start that is not JSON");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Odd("a start that is not JSON", {cause: error});
  }
}

function linesOf(head: string, isWhole: boolean): string[] {
  const text = isWhole ? head : head.slice(0, head.lastIndexOf("\n"));
  return text.split("\n").filter((line) => line.trim() !== "");
}
