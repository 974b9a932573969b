import {scalar, Wrong} from "./kinds.ts";
import {quoted} from "./wording.ts";

/** Numbers with a unit or a range. An editor is told the form, and that a variable may stand for it. */

const units = {s: 1, m: 60, h: 3600, d: 86_400} as const;
const variable = "\\$\\{";

/** `90s`, `5m`, `12h`, `2d` → seconds. */
export function duration(least = 0) {
  return scalar(
    (value) => {
      const [, digits, unit] = /^(\d{1,9}(?:\.\d+)?)\s*([smhd])$/.exec(value.trim()) ?? [];
      if (unit === undefined) return new Wrong(`${quoted(value)} is not a duration (such as 90s, 5m, 12h, 2d)`);
      const seconds = Number(digits) * units[unit as keyof typeof units];
      return seconds >= least ? seconds : new Wrong(`${quoted(value)} is too short (at least ${least}s)`);
    },
    {pattern: `^\\d{1,9}(\\.\\d+)?\\s*[smhd]$|${variable}`},
  );
}

const multiples = {b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 2 ** 10, mib: 2 ** 20, gib: 2 ** 30} as const;

/** `500kB`, `10MB`, `10MiB` → bytes. */
export function size(least: number) {
  return scalar(
    (value) => {
      const [, digits, unit] = /^(\d{1,9}(?:\.\d+)?)\s*([kmg]i?b|b)$/i.exec(value.trim()) ?? [];
      if (unit === undefined) return new Wrong(`${quoted(value)} is not a size (such as 500kB, 10MB, 10MiB)`);
      const bytes = Math.floor(Number(digits) * multiples[unit.toLowerCase() as keyof typeof multiples]);
      const smallest = least < 1e6 ? `${least / 1e3}kB` : `${least / 1e6}MB`;
      return bytes >= least ? bytes : new Wrong(`${quoted(value)} is too small (at least ${smallest})`);
    },
    {pattern: `^\\d{1,9}(\\.\\d+)?\\s*([kKmMgG][iI]?)?[bB]$|${variable}`},
  );
}

/** A whole number from `least` to `most`. */
export function count(least: number, most: number) {
  return scalar(
    (value) => {
      const number = /^\d{1,9}$/.test(value.trim()) ? Number(value) : Number.NaN;
      const isWithin = number >= least && number <= most;
      return isWithin ? number : new Wrong(`${quoted(value)} is not a whole number from ${least} to ${most}`);
    },
    {type: ["integer", "string"], minimum: least, maximum: most},
  );
}

/** By how much something grows: 1 is not at all. */
export const factor = scalar(
  (value) => {
    const number = /^\d{1,3}(\.\d+)?$/.test(value.trim()) ? Number(value) : Number.NaN;
    return number >= 1 && number <= 10 ? number : new Wrong(`${quoted(value)} is not a factor (1 to 10)`);
  },
  {type: ["number", "string"], minimum: 1, maximum: 10},
);
