/** Rows of texts below a heading, in columns as wide as their longest text; numbers (`right`) stand at the right. */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<string> = new Set(),
): string[] {
  const widths = heading.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i]!.length)));
  const cell = (text: string, i: number) =>
    right.has(heading[i]!) ? text.padStart(widths[i]!) : text.padEnd(widths[i]!);
  return [heading, ...rows].map((row) => row.map(cell).join("  ").trimEnd());
}
