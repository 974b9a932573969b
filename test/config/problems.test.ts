import fc from "fast-check";
import {describe, expect, test} from "vitest";
import type {Environment} from "../../src/config/environment.ts";
import {parseConfig} from "../../src/config/load.ts";
import {ConfigError} from "../../src/lib/errors.ts";

const nothing: Environment = {variable: () => undefined, secretFile: () => ""};
const orders = "sources:\n  orders: {csv: orders.csv}\n";

function parse(text: string) {
  return parseConfig(text, {file: "/shop/config.yaml", environment: nothing});
}

/** `line:column message` of each problem of a config. */
function problems(text: string): string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({line, column, message}) => `${line}:${column} ${message}`);
  }
}

describe("a problem is reported with its place and what is allowed:", () => {
  test.for([
    ["", "1:1 the config is empty"],
    ["# only a comment\n", "1:1 the config is empty"],
    ["- a\n- b", "1:1 the config is a list, not a mapping"],
    ["timezone: UTC\n", "1:1 sources is missing"],
    ["sources: {}", "1:1 sources.orders is missing"],
    ["sources:\n", "1:9 sources is empty"],
    [`${orders}\tlogs: x\n`, "3:1 indented with a tab (YAML takes spaces only)"],
    [`${orders}title: "a`, `3:10 not YAML: missing closing "quote`],
    [`${orders}---\n${orders}`, "3:1 a second document begins here (one file holds one config)"],
    [`${orders}title: a: b`, "3:8 a second key on one line (start a new line, or put the text in quotes)"],
    [`${orders}title: &a x\nlogs: *a`, "4:7 logs: an alias is not taken here (write the value out)"],
    [`${orders}title: !!int 5`, "3:8 not YAML: unresolved tag: tag:yaml.org,2002:int"],
    [`${orders}? [a]\n: b`, "3:3 the config a key must be one word"],
    [`${orders}logs: a\nlogs: b`, "4:1 logs is given twice"],
    [`${orders}constructor: x`, /^3:1 constructor: unknown key \(known are /],
    [`${orders}"a b\\nc": x`, /^3:1 "a b\\nc": unknown key /],
    [`${orders}atribution: linear`, "3:1 atribution: unknown key (did you mean attribution?)"],
    [
      `${orders}attribution: liner`,
      /^3:14 attribution: "liner" is not one of linear, first_touch, .*, any_touch \(did you mean linear\?\)$/,
    ],
    [`${orders}customer_names: yes`, `3:17 customer_names: "yes" is not one of none, report, mail`],
    [
      `${orders}customer_names: report\nmail: {from: a@b.c, to: [d@e.f], attach: [tables, figures, html], smtp: {directory: d}}`,
      "3:17 customer_names is report, and mail.attach sends tables and html with the names (take mail, or do not attach them)",
    ],
    [`${orders}title: [a]`, "3:8 title is a list, not one value"],
    [`${orders}title:`, "3:7 title is empty"],
    [`${orders}title: "a\\nb"`, "3:8 title has more than one line"],
    [
      `${orders}timezone: Europe/Pari`,
      `3:11 timezone: "Europe/Pari" is not an IANA time zone (did you mean Europe/Paris?)`,
    ],
    [`${orders}timezone: "+01:00"`, /is not an IANA time zone/],
    [`${orders}currency: eur`, `3:11 currency: "eur" is not an ISO 4217 currency (did you mean EUR?)`],
    [`${orders}locale: de_DE`, `3:9 locale: "de_DE" is not a BCP 47 language tag (did you mean de-DE?)`],
    [`${orders}locale: "12"`, `3:9 locale: "12" is not a BCP 47 language tag (such as en-GB)`],
    [
      `${orders}warehouse: orders.csv`,
      "3:12 warehouse is the file of orders too (it would be overwritten; name another)",
    ],
    [`${orders}memory: 20MB`, `3:9 memory: "20MB" is too small (at least 100MB)`],
    [`${orders}  campains: {csv: c}`, "3:3 sources.campains: unknown key (did you mean campaigns?)"],
  ] as const)("%j", ([text, expected]) => {
    expect(problems(text)).toEqual([typeof expected === "string" ? expected : expect.stringMatching(expected)]);
  });

  test.for([
    ["orders.csv", "2:11 sources.orders is a single value, not a mapping"],
    ["{}", "2:3 sources.orders has none of sqlite, csv, json, parquet, files (give one of them)"],
    ["{csv: a, json: b}", "2:3 sources.orders has csv and json (give one of them)"],
    ["{sqlite: a}", "2:11 sources.orders has neither table nor query (give one of them)"],
    ["{sqlite: a, table: b, query: c}", "2:40 sources.orders.query: stands beside table (give one of them)"],
    ["{sqlite: a, table: b, delimiter: ;}", "2:33 sources.orders.delimiter: belongs to csv, and this source is sqlite"],
    [
      "{parquet: a, encoding: utf-8}",
      "2:24 sources.orders.encoding: belongs to csv and json, and this source is parquet",
    ],
    ["{csv: a, delimeter: ;}", "2:20 sources.orders.delimeter: unknown key (did you mean delimiter?)"],
    ["{csv: a, delimiter: ;;}", `2:31 sources.orders.delimiter: ";;" is not one character`],
    ["{csv: a, delimiter: \\t}", /^2:31 .*\(a tab is written "\\t", in double quotes\)$/],
    [
      "{csv: a, encoding: utf8}",
      /^2:30 sources.orders.encoding: "utf8" is not one of utf-8, .*did you mean utf-8\?\)$/,
    ],
    ["{csv: }", "2:17 sources.orders.csv is empty"],
    ["{files: {a: x.csv}}", "2:3 sources.orders.query is missing"],
    ["{files: {}, query: select 1}", "2:19 sources.orders.files is empty"],
    ["{files: x.csv, query: select 1}", "2:19 sources.orders.files is a single value, not a mapping of names to files"],
    [
      "{files: {a-b: x.csv}, query: select 1}",
      /^2:\d+ sources.orders.files.a-b is no name for a query \(letters, digits and _\)$/,
    ],
    [
      "{files: {a: x.csv}, query: select 1, table: b}",
      /^2:\d+ sources.orders.table: belongs to sqlite, and this source is files$/,
    ],
    ["{csv: a, optional: yes}", `2:30 sources.orders.optional: "yes" is not one of true, false`],
    ["{csv: a, max_rejected: 5}", `2:34 sources.orders.max_rejected: "5" is not a share (0 to 1, or 0 % to 100 %)`],
    ["{csv: a, missing: NA}", "2:29 sources.orders.missing is a single value, not a list"],
    ["{csv: a, decimal: x}", `2:29 sources.orders.decimal: "x" is not one of ".", ","`],
  ] as const)("orders: %s", ([text, expected]) => {
    expect(problems(`sources:\n  orders: ${text}`)).toEqual([
      typeof expected === "string" ? expected : expect.stringMatching(expected),
    ]);
  });

  test.for([
    ["revenu: x", "6 sources.orders.columns.revenu: unknown key (did you mean revenue?)"],
    ["revenue: [x]", "15 sources.orders.columns.revenue is a list, not a name or a mapping"],
    ["revenue: {}", "15 sources.orders.columns.revenue has neither from nor sql (give one of them)"],
    ["revenue: {from: a, sql: b}", "30 sources.orders.columns.revenue.sql: stands beside from (give one of them)"],
    [
      "revenue: {from: a, format: x}",
      "25 sources.orders.columns.revenue.format: format is for dates; this column is a number",
    ],
    [
      "ordered_on: {from: a, decimal: x}",
      "28 sources.orders.columns.ordered_on.decimal: decimal is for numbers; this column is a date",
    ],
    ["country: {from: a, formats: x}", "25 sources.orders.columns.country.formats: unknown key (known are from, sql)"],
    [
      "ordered_on: {from: a, formats: x}",
      "28 sources.orders.columns.ordered_on.formats: unknown key (did you mean format?)",
    ],
    ["ordered_on: {from: a, format: []}", "36 sources.orders.columns.ordered_on.format is empty"],
    [
      "ordered_on: {from: a, format: {a: b}}",
      "36 sources.orders.columns.ordered_on.format is a mapping, not a format or a list of them",
    ],
    [
      `ordered_on: {from: a, format: DD/MM/YYYY}`,
      `36 sources.orders.columns.ordered_on.format: "DD/MM/YYYY" has no directive (did you mean %d/%m/%Y?)`,
    ],
    [
      `ordered_on: {from: a, format: ["%d/%m"]}`,
      `37 sources.orders.columns.ordered_on.format[0]: "%d/%m" has no year (%Y or %y)`,
    ],
  ] as const)("columns: %s", ([text, expected]) => {
    expect(problems(`sources:\n  orders:\n    csv: a\n    columns:\n     ${text}`)).toEqual([`5:${expected}`]);
  });
});

test("all problems come at once, in the order of the file", () => {
  const text = `timezone: Mars\n${orders}  campaigns: {csv: c, json: j, optionl: true, missing: x}\nshedule: daily\nlogs: a\nlogs: b\n`;
  expect(problems(text)).toEqual([
    `1:11 timezone: "Mars" is not an IANA time zone (such as Europe/Paris or UTC)`,
    "4:3 sources.campaigns has csv and json (give one of them)",
    "4:32 sources.campaigns.optionl: unknown key (did you mean optional?)",
    "4:56 sources.campaigns.missing is a single value, not a list",
    "5:1 shedule: unknown key (did you mean schedule?)",
    "7:1 logs is given twice",
  ]);
});

test("the message names the file, and each problem on its own line", () => {
  expect(() => parse("a: 1\nb: 2\nsources: {orders: {csv: x}}")).toThrow(
    /^\/shop\/config\.yaml is not valid:\n {2}\/shop\/config\.yaml:1:1 {2}a: unknown key .*\n {2}\/shop\/config\.yaml:2:1 {2}b: unknown key .*$/,
  );
});

test("any text at all is either a config or a ConfigError", () => {
  const words = fc.constantFrom(
    "sources",
    "orders",
    ":",
    " ",
    "\n",
    "  ",
    "csv",
    "[",
    "]",
    "{",
    "}",
    "-",
    "&a",
    "*a",
    "?",
    "|",
    "'",
    '"',
    "\t",
    "${",
    "}",
    "#",
    "__proto__",
    "columns",
    "null",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(words, {maxLength: 30}).map((parts) => parts.join("")),
      ),
      (text) => {
        expect(Array.isArray(problems(text))).toBe(true);
      },
    ),
    {numRuns: 500},
  );
});
