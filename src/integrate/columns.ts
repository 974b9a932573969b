/** Whether a type of the engine is a number's. */
export function isNumeric(type: string): boolean {
  return /^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$|^(FLOAT|DOUBLE)$|^DECIMAL\([\d,]+\)$/.test(type);
}

/** One name per column for a table that already has `row`: unlike the others whatever the case, and never empty. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set(["row"]);
  return names.map((name, i) => {
    const base = name === "" ? `column_${i + 1}` : name;
    const free = freeName(base, taken);
    taken.add(free.toLowerCase());
    return free;
  });
}

function freeName(base: string, taken: ReadonlySet<string>): string {
  let name = base;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${base}_${n}`;
  return name;
}
