/** HTML that may be put into HTML as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

/** Whatever is not Markup is text, and escaped; what is absent leaves nothing. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

/** A template that escapes every value put into it. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(parts.map((part, place) => part + written(values[place])).join(""));
}

function written(content: Content): string {
  if (content === null || content === undefined || content === false) return "";
  if (content instanceof Markup) return content.text;
  if (typeof content === "object") return content.map(written).join("");
  return escapeText(String(content));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Control characters, which no page may hold, are shown as what they are: unreadable. */
function escapeText(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, "\u{fffd}")
    .replace(/[&<>"']/g, (character) => entities[character]!);
}
