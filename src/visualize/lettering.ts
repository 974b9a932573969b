import type {Config} from "../config/config.ts";
import {type Formats, formatsFor} from "../lib/format.ts";
import type {Log} from "../lib/log.ts";
import {type Covers, missingCharacters} from "./legible.ts";
import {type Lettered, standInNotes} from "./standIns.ts";
import {plus} from "./timeAxis.ts";

/** Used where no bundled font has the letters or digits of the configured locale. */
const plainLocale = "en-GB";

/** The formats of the locale if figures can be lettered in them, else English ones. */
export function drawableFormats(locale: string, currency: string, covers: Covers): Formats {
  const formats = formatsFor(locale, currency);
  return isDrawable(formats, covers) ? formats : formatsFor(plainLocale, currency);
}

function isDrawable(formats: Formats, covers: Covers): boolean {
  return missingCharacters(specimen(formats), covers).length === 0;
}

/** Everything the formats can write: all digits, months, weekdays and powers of ten. */
export function specimen(formats: Formats): string {
  const days = Array.from({length: 12}, (_, i) => plus("2023-01-15", 31 * i));
  const dates = days.flatMap((day) => [
    formats.month(day),
    formats.shortDay(day),
    formats.weekday(day),
    formats.weekdayName(day),
  ]);
  const amounts = [3, 6, 9].map((power) => formats.money(-1.25 * 10 ** power, "axis"));
  const digits = [formats.money("1234567890.5"), formats.change(0.5), formats.decimal(-0.123, 3)];
  return [...dates, ...amounts, ...digits, formats.period("2023-01-15", "2024-12-16")].join(" ");
}

/** Sentences on what could not be lettered as it is written. The log gets the characters, not the names. */
export function letteringNotes(config: Config, names: readonly Lettered[], covers: Covers, log: Log): string[] {
  return [...localeNotes(config, covers), ...standInNotes(names), ...characterNotes(names, covers, log)];
}

function localeNotes({locale, currency}: Config, covers: Covers): string[] {
  if (isDrawable(formatsFor(locale, currency), covers)) return [];
  return [`The figures write numbers and dates in English: no bundled font has all the letters of ${locale}.`];
}

function characterNotes(names: readonly Lettered[], covers: Covers, log: Log): string[] {
  const charactersOf = (some: readonly Lettered[]) => [
    ...new Set(some.flatMap(({name}) => missingCharacters(name, covers))),
  ];
  const all = charactersOf(names);
  if (all.length > 0) log.warn({characters: all.map(codePoint)}, "characters without a glyph");
  const odd = names.filter(({name, isStandIn}) => !isStandIn && missingCharacters(name, covers).length > 0);
  if (odd.length === 0) return [];
  const texts = quoted(odd.map(({name}) => name));
  return [`The bundled fonts have no glyph for ${charactersOf(odd).join(" ")} in ${texts}; the figures show · there.`];
}

function codePoint(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}

function quoted(texts: readonly string[]): string {
  const few = texts.slice(0, 3).map((text) => `“${text}”`);
  return few.join(", ") + (texts.length > 3 ? ` and ${texts.length - 3} more` : "");
}
