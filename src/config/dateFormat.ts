/** Formats beside strptime ones: seconds or milliseconds since 1970-01-01T00:00Z. */
const epochFormats = ["epoch_seconds", "epoch_milliseconds"] as const;

const directives = "aAbBcdfgGhHIjmMnpSTuUVwWxXyYzZ%";
const unpadded = "dHIjmMSy";

/** What is wrong with a date format, and what to write instead; nothing when it is one that settles year, month and day. */
export function dateFormatFault(format: string): string | undefined {
  if (epochFormats.some((name) => name === format)) return undefined;
  const used = [...format.matchAll(/%(-?)(.?)/gsu)].map(([whole, dash, letter]) => ({
    whole,
    dash,
    letter: letter ?? "",
  }));
  const unknown = used.find(({dash, letter}) => letter === "" || !(dash ? unpadded : directives).includes(letter));
  if (unknown)
    return `${unknown.whole} is not a directive (there are %Y %m %d %H %M %S, %b %y %j %p %f %z and others of strptime)`;
  const letters = new Set(used.map(({letter}) => letter));
  if (letters.size === 0) return `has no directive (${spelled(format) ?? "such as %d/%m/%Y"})`;
  return missingPart(letters);
}

function missingPart(letters: ReadonlySet<string>): string | undefined {
  const hasAny = (some: string) => [...some].some((letter) => letters.has(letter));
  const hasDay = hasAny("cxj") || (hasAny("mbBh") && letters.has("d")) || (hasAny("UWV") && hasAny("uwaA"));
  if (!hasAny("YyGcx")) return "has no year (%Y or %y)";
  if (!hasDay) return "has no month and day (%m and %d)";
  if (letters.has("I") && !letters.has("p")) return "has a 12-hour %I without %p (24 hours are %H)";
  return undefined;
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/yyyy/gi, "%Y"],
  [/yy/gi, "%y"],
  [/MM?/g, "%m"],
  [/dd?/gi, "%d"],
  [/HH?/g, "%H"],
  [/mm/g, "%M"],
  [/ss/gi, "%S"],
];

/** `DD/MM/YYYY` in the directives it means. */
function spelled(format: string): string | undefined {
  const parts = format.split(/([A-Za-z]+)/).map((part) => {
    const [, directive] = spellings.find(([pattern]) => part.replace(pattern, "") === "" && part !== "") ?? [];
    return directive ?? part;
  });
  const guess = parts.join("");
  return /%[Yy]/.test(guess) && guess.includes("%d") ? `did you mean ${guess}?` : undefined;
}
