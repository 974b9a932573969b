/** Formats tried where the config states none: strptime directives, as DuckDB reads them. */
const days = [
  "%Y-%m-%d",
  "%Y/%m/%d",
  "%Y.%m.%d",
  "%Y%m%d",
  "%d/%m/%Y",
  "%m/%d/%Y",
  "%d.%m.%Y",
  "%d-%m-%Y",
  "%m-%d-%Y",
].concat([
  "%d/%m/%y",
  "%m/%d/%y",
  "%d.%m.%y",
  "%d %b %Y",
  "%d %B %Y",
  "%d-%b-%Y",
  "%d-%b-%y",
  "%b %d, %Y",
  "%B %d, %Y",
]);
const times = ["", " %H:%M", " %H:%M:%S", " %H:%M:%S.%f", " %I:%M %p", " %I:%M:%S %p"];
const isoTimes = ["T%H:%M", "T%H:%M:%S", "T%H:%M:%S.%f"]
  .flatMap((time) => [time, `${time}%z`])
  .concat([" %H:%M:%S%z", " %H:%M:%S.%f%z"]);

export const candidateFormats: readonly string[] = [
  ...days.flatMap((day) => times.map((time) => day + time)),
  ...isoTimes.map((time) => `%Y-%m-%d${time}`),
];

const patterns: Readonly<Record<string, string>> = {
  Y: "\\d{4}",
  y: "\\d{2}",
  m: "\\d{1,2}",
  d: "\\d{1,2}",
  H: "\\d{1,2}",
  I: "\\d{1,2}",
  M: "\\d{1,2}",
  S: "\\d{1,2}",
  f: "\\d{1,9}",
  j: "\\d{1,3}",
  b: "[A-Za-z]{3}",
  B: "[A-Za-z]+",
  a: "[A-Za-z]{3}",
  A: "[A-Za-z]+",
  p: "[AaPp][Mm]",
  z: "(?:[Zz]|[+-]\\d{2}(?::?\\d{2})?)",
  "%": "%",
};

/** The shape of a format's texts, as a regular expression of RE2. strptime alone is lenient: it reads `1/2/24` as the year 24. */
export function shapeOf(format: string): string {
  // Programs that write fractions leave them out where they are nought.
  const [whole, ...rest] = format.split(".%f");
  if (rest.length > 0) return `${shapeOf(whole!)}(?:\\.\\d{1,9})?${shapeOf(rest.join(".%f"))}`;
  return format.replace(/%-?([A-Za-z%])|([\s\S])/g, (_, directive: string | undefined, literal: string | undefined) =>
    directive ? (patterns[directive] ?? ".+") : literal!.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"),
  );
}

/** SQL that reads the text `value` by `format` as wall time in `timezone` (a TIMESTAMP), NULL where it does not fit. All three are SQL, format and zone as literals' contents. */
export function parseTime(value: string, format: string, timezone: string): string {
  const zone = `'${timezone}'`;
  if (format === "epoch_seconds") return `to_timestamp(try_cast(${value} as double)) at time zone ${zone}`;
  if (format === "epoch_milliseconds") return `to_timestamp(try_cast(${value} as double) / 1000) at time zone ${zone}`;
  // Fractions finer than a microsecond are cut, and the Z of ISO 8601 is an offset like others.
  const fraction = format.includes("%f") ? `regexp_replace(${value}, '(\\.\\d{6})\\d+', '\\1')` : value;
  const hasOffset = format.includes("%z");
  const cleaned = hasOffset ? `regexp_replace(${fraction}, '[Zz]$', '+00')` : fraction;
  const readings = [...new Set([format, format.replace(".%f", "")])].map(
    (form) => `try_strptime(${cleaned}, '${quoted(form)}')`,
  );
  const parsed = readings.length > 1 ? `coalesce(${readings.join(", ")})` : readings[0];
  return `case when regexp_full_match(${value}, '${quoted(shapeOf(format))}') then ${hasOffset ? `${parsed} at time zone ${zone}` : parsed} end`;
}

function quoted(value: string): string {
  return value.replaceAll("'", "''");
}

/** How the rows of a column fare under the formats that may fit: `fits[i]` rows read by format i, `onlyThis[i][j]` by i and not by j, `differ[i][j]` by both, with different days. */
export interface FormatCounts {
  readonly formats: readonly string[];
  readonly fits: readonly number[];
  readonly onlyThis: readonly (readonly number[])[];
  readonly differ: readonly (readonly number[])[];
}

/** More than this share of readable rows under another format is a second format in use; less is dirt. */
const dirtShare = 0.01;

/** The one format the rows are written in, or the sentence that says why that is open. Never a guess. */
export function chooseFormat(counts: FormatCounts): {format: string} | {problem: string} {
  const best = counts.fits.indexOf(Math.max(...counts.fits));
  for (const other of counts.formats.keys()) {
    const problem = other === best ? undefined : doubtBetween(counts, best, other);
    if (problem) return {problem};
  }
  return {format: counts.formats[best]!};
}

/** Whether one format reads every text that any other reads, and is told from it by some text: then it does not matter in how many rows each text stands. */
export function isClear({formats, fits, onlyThis, differ}: FormatCounts): boolean {
  const best = fits.indexOf(Math.max(...fits));
  return [...formats.keys()].every(
    (other) =>
      other === best || (onlyThis[other]![best] === 0 && (differ[best]![other] === 0 || onlyThis[best]![other]! > 0)),
  );
}

/** Why `other` may be meant as well as `best`. */
function doubtBetween(
  {formats, fits, onlyThis, differ}: FormatCounts,
  best: number,
  other: number,
): string | undefined {
  const clash = differ[best]![other]!;
  const strays = onlyThis[other]![best]!;
  const isAsGood = fits[other]! >= (1 - dirtShare) * fits[best]!;
  const isProved = strays === 0 && onlyThis[best]![other]! > 0;
  if (clash > 0 && isAsGood && !isProved) {
    return `${formats[best]} and ${formats[other]} both fit ${fits[other]} rows and disagree on the day of ${clash} of them; state the format`;
  }
  if (strays <= dirtShare * fits[best]!) return undefined;
  return `${formats[best]} fits ${fits[best]} rows and ${formats[other]} ${strays} others; state the format, or list both in the order in which to try them`;
}
