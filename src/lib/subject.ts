/** What a subject template may name, in braces: the day, its revenue, the change to a week before, the title of the report. */
export const subjectPlaceholders = ["day", "revenue", "change", "title"] as const;
export type SubjectPlaceholder = (typeof subjectPlaceholders)[number];

const placeholder = /\{([^{}]*)\}/g;

/** What is wrong with a subject template, if anything: "has {date}, but knows only …". */
export function subjectProblem(template: string): string | undefined {
  const known = subjectPlaceholders.map((name) => `{${name}}`).join(", ");
  const unknown = [...template.matchAll(placeholder)].find(([, name]) => !isPlaceholder(name!));
  if (unknown) return `has ${unknown[0]}, but knows only ${known}`;
  if (/[{}]/.test(template.replaceAll(placeholder, ""))) return `has a brace without a partner (it knows ${known})`;
  if (/[\r\n\u2028\u2029]/.test(template)) return "has more than one line";
  if (/\p{Cc}/u.test(template)) return "has control characters";
  return template.trim() === "" ? "is empty" : undefined;
}

/** Puts the values in. Separators that are left with nothing behind or before them go: `{day}, {change}` without a change is the day. */
export function fillSubject(template: string, values: Readonly<Record<SubjectPlaceholder, string>>): string {
  const filled = template.replaceAll(placeholder, (all, name: string) => (isPlaceholder(name) ? values[name] : all));
  return filled.replaceAll(/\s+/gu, " ").replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/gu, "");
}

function isPlaceholder(name: string): name is SubjectPlaceholder {
  return (subjectPlaceholders as readonly string[]).includes(name);
}
