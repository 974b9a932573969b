/** `1 order`, `1,204 orders`. */
export function counted(count: number, noun: string, letter = (number: number) => number.toLocaleString("en")): string {
  return `${letter(count)} ${noun}${Math.abs(count) === 1 ? "" : "s"}`;
}
