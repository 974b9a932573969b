/** Strings, quoted names and plain names of an SQL expression; a name before `(` is a function, one behind `::` or `as` a type. */
const tokens = /'(?:[^']|'')*'|"((?:[^"]|"")+)"|(?<!::\s*|\bas\s+|[\p{L}\p{N}_])([\p{L}_][\p{L}\p{N}_]*)(?!\s*\()/giu;

/** Puts the typed form of each known column in the place of its name. */
export function substitute(expression: string, typed: ReadonlyMap<string, string>): string {
  return expression.replace(tokens, (token, quoted?: string, plain?: string) => {
    const name = (quoted?.replaceAll('""', '"') ?? plain)?.toLowerCase();
    return (name !== undefined && typed.get(name)) || token;
  });
}

/** Whether an expression speaks of a column of that name. */
export function mentions(expression: string, name: string): boolean {
  return substitute(expression, new Map([[name.toLowerCase(), "\0"]])).includes("\0");
}
