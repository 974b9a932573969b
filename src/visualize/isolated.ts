/** Keeps a name written from right to left from turning the sentence around it. */
export function isolated(name: string): string {
  return /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(name) ? `\u2068${name}\u2069` : name;
}
