import {z} from "zod";
import {dateFormatFault} from "./dateFormat.ts";
import {kindFault, notOneOf, quoted, suggestion, tabHint, unknownKey} from "./wording.ts";

/** What a text of the config may be. Each kind says what is wrong in words that complete `path: …`. */

export class Wrong {
  constructor(readonly message: string) {}
}

/** A text that `read` turns into its value, or finds wrong. `json` is what an editor is told about it. */
export function scalar<T>(read: (text: string) => T | Wrong, json: Readonly<Record<string, unknown>> = {}) {
  return text
    .transform((value, context) => {
      const result = read(value);
      if (!(result instanceof Wrong)) return result;
      context.issues.push({code: "custom", message: result.message, input: value});
      return z.NEVER;
    })
    .meta(json);
}

/** Any text, also an empty one. */
export const anyText = z.string({error: (issue) => kindFault(issue.input, "one value")});

export const text = anyText.refine((value) => value !== "", "is empty");

export const line = scalar((value) => {
  if (value.trim() === "") return new Wrong("is empty");
  return /[\r\n]/.test(value) ? new Wrong("has more than one line") : value;
});

export const path = scalar((value) => (value.includes("\0") ? new Wrong("is not a path") : value));

export const flag = scalar(
  (value) => (value === "true" || value === "false" ? value === "true" : new Wrong(notOneOf(value, ["true", "false"]))),
  {type: "boolean"},
);

export function choice<const T extends string>(values: readonly T[]) {
  const isOne = (value: string): value is T => values.some((one) => one === value);
  return scalar((value) => (isOne(value) ? value : new Wrong(notOneOf(value, values))), {enum: [...values]});
}

/** One character, as CSV delimiters and quotes are. */
export const character = scalar(
  (value) =>
    [...value].length === 1 && !/[\r\n\0]/.test(value)
      ? value
      : new Wrong(`${quoted(value)} is not one character${tabHint(value)}`),
  {maxLength: 1},
);

/** A share of all rows, 0 to 1, also written as `5 %`. */
export const share = scalar(
  (value) => {
    const [, digits, percent] = /^(\d+(?:\.\d+)?)\s*(%?)$/.exec(value.trim()) ?? [];
    const number = Number(digits) / (percent ? 100 : 1);
    return number >= 0 && number <= 1 ? number : new Wrong(`${quoted(value)} is not a share (0 to 1, or 0 % to 100 %)`);
  },
  {type: ["number", "string"], minimum: 0, maximum: 1},
);

export const timezone = scalar((value) =>
  isTimezone(value)
    ? value
    : new Wrong(
        `${quoted(value)} is not an IANA time zone${suggestion(value, Intl.supportedValuesOf("timeZone"), "such as Europe/Paris or UTC")}`,
      ),
);

export const currency = scalar((value) => {
  const known = Intl.supportedValuesOf("currency");
  return known.includes(value)
    ? value
    : new Wrong(`${quoted(value)} is not an ISO 4217 currency${suggestion(value, known, "such as EUR")}`);
});

export const locale = scalar((value) => {
  const guess = value.replaceAll("_", "-");
  const hint = isLocale(guess) ? `did you mean ${guess}?` : "such as en-GB";
  return isLocale(value) ? value : new Wrong(`${quoted(value)} is not a BCP 47 language tag (${hint})`);
});

export const dateFormat = scalar((value) => {
  const fault = dateFormatFault(value);
  return fault === undefined
    ? value
    : new Wrong(`${quoted(value)} ${fault.startsWith("has ") ? fault : `is not a date format: ${fault}`}`);
});

/** A mapping of settings; each key that is none of them is answered on a line of its own. `elsewhere` says where a key that belongs to something else belongs. */
export function mapping<const S extends z.ZodRawShape>(
  shape: S,
  elsewhere: Readonly<Record<string, string>> = {},
  wanted = "a mapping",
) {
  const explained = new Map(Object.entries(elsewhere));
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => explained.get(key) ?? unknownKey(key, Object.keys(shape))).join("\n")
        : kindFault(issue.input, wanted),
  });
}

export function optional<S extends z.ZodType>(schema: S, about: string) {
  return schema.optional().describe(about);
}

export function defaulted<S extends z.ZodType>(schema: S, value: z.util.NoUndefined<z.output<S>>, about: string) {
  return schema.default(value).describe(about);
}

export function list<S extends z.ZodType>(item: S) {
  return z.array(item, {error: (issue) => kindFault(issue.input, "a list")});
}

/** As `defaulted`, with the default as a config would write it. */
export function prefaulted<S extends z.ZodType>(schema: S, written: z.input<S>, about: string) {
  return schema.prefault(written as z.util.NoUndefined<z.input<S>>).describe(about);
}

/** A mapping with exactly one of some keys. */
export function requireOne<S extends z.ZodType<object>>(schema: S, keys: readonly string[]): S {
  return schema
    .superRefine((value, context) => {
      const [first, ...others] = keys.filter((key) => Object.hasOwn(value, key));
      for (const other of others)
        context.addIssue({code: "custom", path: [other], message: `stands beside ${first} (give one of them)`});
      if (!first) context.addIssue({code: "custom", message: `${hasNone(keys)} (give one of them)`});
    }, evenAfterOtherProblems)
    .meta({oneOf: keys.map((key) => ({type: "object", properties: {[key]: {}}, required: [key]}))}) as S;
}

function hasNone(keys: readonly string[]): string {
  return keys.length === 2 ? `has neither ${keys[0]} nor ${keys[1]}` : `has none of ${keys.join(", ")}`;
}

/** For rules between settings: their problems come together with those of the settings themselves. */
export const evenAfterOtherProblems = {
  when: ({value}: {value: unknown}) => typeof value === "object" && !Array.isArray(value),
};

function isTimezone(value: string): boolean {
  return !/^[+-]/.test(value) && succeeds(() => new Intl.DateTimeFormat("en", {timeZone: value}));
}

function isLocale(value: string): boolean {
  return succeeds(() => Intl.DateTimeFormat.supportedLocalesOf(value).length > 0);
}

function succeeds(work: () => unknown): boolean {
  try {
    return Boolean(work());
  } catch {
    return false;
  }
}
