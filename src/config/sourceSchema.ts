import {z} from "zod";
import {columnsSchema, decimal} from "./columnSchema.ts";
import {encodings} from "./config.ts";
import {
  anyText,
  character,
  choice,
  defaulted,
  flag,
  line,
  list,
  mapping,
  optional,
  path,
  requireOne,
  share,
  text,
} from "./kinds.ts";
import type {SourceSpec} from "./source.ts";
import {kindFault} from "./wording.ts";

/** What a config may say about one source. */

export const formats = ["sqlite", "csv", "json", "parquet", "files"] as const;
export type Format = (typeof formats)[number];

const encoding = optional(choice(encodings), "text encoding, instead of the one detected");

/** Files by names that a query can use. */
const joinedFiles = z
  .record(z.string(), path, {error: (issue) => kindFault(issue.input, "a mapping of names to files")})
  .superRefine((files, context) => {
    const names = Object.keys(files);
    if (names.length === 0) context.addIssue({code: "custom", message: "is empty"});
    for (const name of names.filter((one) => !/^[a-z_][a-z0-9_]*$/i.test(one)))
      context.addIssue({code: "custom", path: [name], message: "is no name for a query (letters, digits and _)"});
  });

const readers = {
  sqlite: {
    sqlite: path.describe("an SQLite database"),
    table: optional(line, "the table or view to read"),
    query: optional(text, "a query whose rows are the records, instead of table"),
    cursor: optional(line, "a column that only grows: later runs read only from its greatest value on"),
  },
  csv: {
    csv: path.describe("a CSV file, or a glob of files with the same columns"),
    delimiter: optional(character, "what stands between two values, instead of the one detected"),
    quote: optional(character, "what stands around a value, instead of the one detected"),
    escape: optional(character, "what stands before a quote within a value, instead of a second quote"),
    encoding,
  },
  json: {json: path.describe("a JSON file (an array, or one record per line), or a glob of them"), encoding},
  parquet: {parquet: path.describe("a Parquet file, or a glob of them")},
  files: {
    files: joinedFiles.describe("CSV, JSON and Parquet files to bring together, each by a name for query"),
    query: text.describe("a select over files, by their names; all their columns are texts"),
  },
} as const;

function sharedSettings(spec: SourceSpec) {
  return {
    columns: defaulted(
      columnsSchema(spec),
      {},
      "our columns by their names in the source, as a name or as {from, sql, format, decimal}",
    ),
    missing: defaulted(list(anyText), [], "texts that mean no value, besides the empty one"),
    decimal: optional(decimal, "the decimal sign of all numbers, instead of the one detected"),
    optional: defaulted(flag, false, "true: a run without this source goes on and says so"),
    max_rejected: defaulted(
      share,
      1,
      "the largest share of rows that may be set aside (0 to 1, or 5 %); above it the run ends with 3",
    ),
  };
}

/** Which formats a reader's setting belongs to, said of the settings this format does not have. */
function elsewhere(format: Format): Readonly<Record<string, string>> {
  const others = formats.filter((other) => other !== format);
  const own = Object.keys(readers[format]);
  const keys = new Set(others.flatMap((other) => Object.keys(readers[other])).filter((key) => !own.includes(key)));
  const owners = (key: string) => others.filter((other) => Object.hasOwn(readers[other], key)).join(" and ");
  return Object.fromEntries([...keys].map((key) => [key, `belongs to ${owners(key)}, and this source is ${format}`]));
}

export function sourceSchema(spec: SourceSpec) {
  const shared = sharedSettings(spec);
  const sqlite = mapping({...readers.sqlite, ...shared}, elsewhere("sqlite"));
  return z.union([
    requireOne(sqlite, ["table", "query"]),
    mapping({...readers.csv, ...shared}, elsewhere("csv")),
    mapping({...readers.json, ...shared}, elsewhere("json")),
    mapping({...readers.parquet, ...shared}, elsewhere("parquet")),
    mapping({...readers.files, ...shared}, elsewhere("files")),
  ]);
}
export type SourceSettings = z.output<ReturnType<typeof sourceSchema>>;
