import type {z} from "zod";
import type {Path} from "./document.ts";
import {type Settings, settingsSchema} from "./schema.ts";
import {type Format, formats} from "./sourceSchema.ts";

/** One thing wrong with the settings; `part` tells whether the key or its value is meant. */
export interface Finding {
  readonly path: Path;
  readonly part: "key" | "value";
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** The settings, or everything that is wrong with them. */
export function checkSettings(value: unknown): Settings | readonly Finding[] {
  const result = settingsSchema.safeParse(value, {reportInput: true});
  return result.success ? result.data : result.error.issues.flatMap((issue) => explain(issue, []));
}

function explain(issue: Issue, parent: Path): readonly Finding[] {
  const path = [...parent, ...(issue.path as Path)];
  if (issue.code === "unrecognized_keys") return explainKeys(issue.keys, issue.message, path);
  if (issue.code === "invalid_union") return explainUnion(issue.errors, issue.input, path);
  return [{path, part: issue.input === undefined ? "key" : "value", message: issue.message}];
}

function explainKeys(keys: readonly string[], messages: string, path: Path): readonly Finding[] {
  const lines = messages.split("\n");
  return keys.map((key, i) => ({path: [...path, key], part: "key", message: lines[i]!}));
}

/** Of the alternatives, only the one that was meant is spoken of: the one of the right shape and, for a source, of its format. */
function explainUnion(errors: readonly Issue[][], value: unknown, path: Path): readonly Finding[] {
  const shaped = errors.filter(
    (issues) => !issues.some((issue) => issue.code === "invalid_type" && issue.path.length === 0),
  );
  const isSource = errors.length === formats.length;
  if (isSource && shaped.length > 0) return explainSource(errors, value as object, path);
  const meant = shaped[0] ?? errors.at(-1)!;
  return meant.flatMap((issue) => explain(issue, path));
}

function explainSource(errors: readonly Issue[][], value: object, path: Path): readonly Finding[] {
  const given = formats.filter((format) => Object.hasOwn(value, format));
  const of = (format: Format) => errors[formats.indexOf(format)]!.flatMap((issue) => explain(issue, path));
  if (given.length === 1) return of(given[0]!);
  const what = given.length === 0 ? `has none of ${formats.join(", ")}` : `has ${given.join(" and ")}`;
  return [{path, part: "key", message: `${what} (give one of them)`}, ...sharedByAll(formats.map(of))];
}

/** What is wrong whichever format was meant. */
function sharedByAll(alternatives: readonly (readonly Finding[])[]): readonly Finding[] {
  const [first = [], ...others] = alternatives;
  const isIn = (findings: readonly Finding[], {path, message}: Finding) =>
    findings.some((other) => String(other.path) === String(path) && other.message === message);
  return first.filter((finding) => others.every((findings) => isIn(findings, finding)));
}
