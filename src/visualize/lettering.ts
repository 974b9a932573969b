import {type Formats, formatsFor} from "../lib/format.ts";
import {type Covers, missingCharacters} from "./legible.ts";
import {plus} from "./timeAxis.ts";

/** Used where no bundled font has the letters or digits of the configured locale. */
const plainLocale = "en-GB";

/** The formats of the locale if figures can be lettered in them, else English ones. */
export function drawableFormats(locale: string, currency: string, covers: Covers): Formats {
  const formats = formatsFor(locale, currency);
  return missingCharacters(specimen(formats), covers).length === 0 ? formats : formatsFor(plainLocale, currency);
}

/** Everything the formats can write: all digits, months, weekdays and powers of ten. */
export function specimen(formats: Formats): string {
  const days = Array.from({length: 12}, (_, i) => plus("2023-01-15", 31 * i));
  const dates = days.flatMap((day) => [formats.month(day), formats.shortDay(day), formats.weekday(day)]);
  const amounts = [3, 6, 9].map((power) => formats.money(-1.25 * 10 ** power, "axis"));
  const digits = [formats.money("1234567890.5"), formats.money(0.5, "signed"), formats.decimal(-0.123, 3)];
  return [...dates, ...amounts, ...digits, formats.period("2023-01-15", "2024-12-16")].join(" ");
}
