import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {catalog} from "../../src/config/catalog.ts";
import type {Environment} from "../../src/config/environment.ts";
import {loadConfig, parseConfig} from "../../src/config/load.ts";
import {jsonSchema} from "../../src/config/schema.ts";

/** What the shipped config.yaml says is held against what the code does. */

const text = readFileSync("config.yaml", "utf8");
const lines = text.split("\n");
const nothing: Environment = {variable: () => undefined, secretFile: () => ""};

interface Node {
  readonly $ref?: string;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly description?: string;
  readonly default?: unknown;
}

interface Setting {
  readonly path: string;
  readonly about: string;
}

/** A setting as a line shows it: `path: value # about`, with or without the # in front. */
function shown(): (Setting & {readonly isOff: boolean; readonly number: number})[] {
  const parents: string[] = [];
  return lines.flatMap((line, number) => {
    const [, indent, off, key, about = ""] = /^( *)(#?)([a-z_]+):.*?(?: # (.*))?$/.exec(line) ?? [];
    if (indent === undefined || key === undefined) return [];
    parents.splice(indent.length / 2, parents.length, key);
    return [{path: parents.join("."), about, isOff: off === "#", number}];
  });
}

const schema = jsonSchema() as Node & {$defs: Record<string, Node>};

/** Every setting of the schema, with its meaning and default as a comment should give them. */
function settings(node: Node, path = ""): Setting[] {
  const resolved = node.$ref ? schema.$defs[node.$ref.split("/").at(-1)!]! : node;
  const properties = [resolved, ...(resolved.anyOf ?? [])].flatMap((part) => Object.entries(part.properties ?? {}));
  return properties.flatMap(([key, part]) => {
    const child = path === "" ? key : `${path}.${key}`;
    const below = /\.columns$/.test(path) ? [] : settings(part, child);
    return [{path: child, about: comment(part)}, ...below];
  });
}

function comment({description, default: value}: Node): string {
  const stated = typeof value === "string" ? value : JSON.stringify(value);
  return value === undefined ? description! : `${description} (default: ${stated})`;
}

/** The settings of how a source is read are explained once, at whichever source. */
const once = ({path}: Setting) => path.replace(/^sources\.[a-z_]+\.(?!columns\.)/, "sources.*.");

test("every setting is shown, with its meaning and its default", () => {
  const explained = new Set(
    shown()
      .filter(({about}) => about !== "")
      .map((setting) => `${once(setting)} # ${setting.about}`),
  );
  const expected = new Set(settings(schema).map((setting) => `${once(setting)} # ${setting.about}`));
  expect([...explained].sort()).toEqual([...expected].sort());
});

test("every source and every column of the catalog is shown", () => {
  const paths = shown().map(({path}) => path);
  for (const {name, columns} of catalog)
    expect(paths).toEqual(
      expect.arrayContaining([
        `sources.${name}`,
        ...Object.keys(columns).map((column) => `sources.${name}.columns.${column}`),
      ]),
    );
});

/** What cannot stand beside a setting, and steps aside when it is turned on. */
const replaced: Readonly<Record<string, string>> = {
  "sources.orders.query": "sources.orders.table",
  "sources.footfall.parquet": "sources.footfall.csv",
  "sources.products.files": "sources.products.csv",
  "sources.products.query": "sources.products.csv",
  "mail.smtp.sendmail": "mail.smtp.directory",
  "mail.smtp.host": "mail.smtp.directory",
};

/** What a setting means nothing without, turned on before it. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "sources.products.files": ["sources.products.query"],
  "sources.products.query": ["sources.products.files"],
  "mail.smtp.port": ["mail.smtp.host"],
  "mail.smtp.security": ["mail.smtp.host"],
  "mail.smtp.ca": ["mail.smtp.host"],
  "mail.smtp.user": ["mail.smtp.host", "mail.smtp.password"],
  "mail.smtp.password": ["mail.smtp.host", "mail.smtp.user"],
};

/** The shipped text with some settings turned on, and what they replace left out. */
function withSettings(paths: readonly string[]): string {
  const numbers = (wanted: readonly (string | undefined)[]) =>
    new Set(shown().flatMap(({path, number}) => (wanted.includes(path) ? [number] : [])));
  const [on, aside] = [numbers(paths), numbers(paths.map((path) => replaced[path]))];
  return lines.flatMap((line, i) => (aside.has(i) ? [] : [on.has(i) ? line.replace("#", "") : line])).join("\n");
}

const password: Environment = {...nothing, variable: (name) => (name === "SMTP_PASSWORD" ? "s3cr3t" : undefined)};

test.for(shown().filter(({isOff}) => isOff))("$path can be turned on by taking the # away", ({path, number}) => {
  const text = withSettings([...(needed[path] ?? []), path]);
  const config = parseConfig(text, {file: "config.yaml", environment: password});
  const {hash, ...turnedOn} = config;
  const {hash: before, ...shipped} = loadConfig("config.yaml", nothing);
  expect(hash).not.toBe(before);
  if (/\(default: /.test(lines[number]!)) expect(withoutPlaces(turnedOn)).toEqual(withoutPlaces(shipped));
  else expect(withoutPlaces(turnedOn)).not.toEqual(withoutPlaces(shipped));
});

function withoutPlaces<T extends {sources: readonly object[]}>(config: T): T {
  return {...config, sources: config.sources.map((source) => ({...source, line: 0, column: 0}))};
}

test("is valid as shipped, reads the sample shop, and names its schema for editors", () => {
  const {sources, currency, timezone} = loadConfig("config.yaml", nothing);
  expect(lines[0]).toBe("# yaml-language-server: $schema=src/config/schema.json");
  expect({currency, timezone}).toEqual({currency: "USD", timezone: "Europe/Paris"});
  expect(sources.map(({input}) => input.path.replace(`${process.cwd()}/`, ""))).toEqual([
    "data/smartretail.db",
    "data/marketing.csv",
    "data/web_traffic.json",
    "data/iot_stream.csv",
    "data/products.csv",
    "data/customers.csv",
    "data/stores.csv",
    "data/inventory.csv",
    "data/events.csv",
    "data/returns.csv",
    "data/order_headers.csv",
    "data/offers.csv",
    "data/calendar.csv",
    "data/weather.csv",
  ]);
});
