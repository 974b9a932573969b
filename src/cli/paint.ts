type Paint = Readonly<Record<"bold" | "red" | "green" | "yellow", (text: string) => string>>;

/** Styles for a terminal that shows them; for any other, text as it is. */
export function painter(hasColors: boolean): Paint {
  const style = (code: number) => (text: string) => (hasColors ? `\x1b[${code}m${text}\x1b[0m` : text);
  return {bold: style(1), red: style(31), green: style(32), yellow: style(33)};
}
