import {cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {commands} from "../../src/cli/commands.ts";
import {exitCodes} from "../../src/cli/help.ts";
import {commonOptions} from "../../src/cli/options.ts";
import {parse} from "../../src/cli/parse.ts";
import {catalog} from "../../src/config/catalog.ts";
import {attributionModels, reportTables, sectionNames} from "../../src/config/config.ts";
import {parseConfig} from "../../src/config/load.ts";
import {jsonSchema} from "../../src/config/schema.ts";
import {charts} from "../../src/visualize/charts.ts";
import {daybook} from "../support/program.ts";
import {emptyFolder, makeShop, removeFolder} from "../support/shop.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const readme = readFileSync(join(root, "README.md"), "utf8");

/** The text of one chapter. */
function chapter(title: string): string {
  return readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`))!;
}

/** What stands in backquotes in the first cell of each row of a chapter's tables. */
function firstCells(title: string): string[] {
  const rows = chapter(title)
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  return rows.flatMap((row) => [...row.split("|")[1]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!));
}

/** Every command line of a block of shell commands, as words. */
const commandLines = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block]) => block!.trim().split("\n"));

describe("commands", () => {
  test.for(commandLines)("%s is a command there is", (line) => {
    const [program, word, ...args] = line.split(/\s+/);
    if (program === "npm")
      expect(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).scripts).toHaveProperty(word!);
    else expect(() => parse(args, commands)).not.toThrow();
  });

  test("the table lists every command and no other", () => {
    const names = firstCells("Commands").filter((name) => !name.startsWith("--"));
    expect(names.sort()).toEqual(commands.map(({name}) => name).sort());
  });

  test("the table lists options there are", () => {
    const known = [...commonOptions, ...commands.flatMap(({options}) => options)].map(
      ({name, value}) => `--${name}${value ? ` ${value}` : ""}`,
    );
    const listed = firstCells("Commands").filter((name) => name.startsWith("--"));
    expect(listed.filter((option) => !known.includes(option))).toEqual([]);
  });

  test("the exit codes are those of the help", () => {
    for (const [code, meaning] of exitCodes)
      expect(chapter("Commands").replace(/\s+/g, " ")).toContain(`${code} ${meaning}`);
  });
});

describe("settings", () => {
  interface Node {
    readonly properties?: Readonly<Record<string, Node>>;
    readonly anyOf?: readonly Node[];
  }
  const schema = jsonSchema() as Node;
  const source = schema.properties!.sources!.properties!.orders!;
  const sourceSettings = new Set((source.anyOf ?? [source]).flatMap(({properties}) => Object.keys(properties ?? {})));
  const known = [
    ...Object.keys(schema.properties!),
    "sources.<name>",
    ...[...sourceSettings].map((name) => `sources.<name>.${name}`),
  ];
  const listed = firstCells("Settings").map((name, i, all) => {
    const isWithin = !name.startsWith("sources") && !(name in schema.properties!);
    return isWithin ? `sources.<name>.${name}` : all[i]!;
  });

  test("are all settings there are", () => {
    expect(listed.filter((name) => !known.includes(name))).toEqual([]);
  });

  test("leave none out", () => {
    const formats = ["sqlite", "csv", "json", "parquet", "files"].map((name) => `sources.<name>.${name}`);
    expect(known.filter((name) => !listed.includes(name) && name !== "sources" && !formats.includes(name))).toEqual([]);
  });

  test("name every section", () => {
    expect(firstCells("The whole shop").sort()).toEqual([...sectionNames].sort());
  });

  test("name every source and every attribution model", () => {
    for (const {name} of catalog) expect(chapter("Settings")).toContain(`\`${name}\``);
    for (const model of attributionModels) expect(chapter("Settings")).toContain(`\`${model}\``);
  });
});

test("the settings shown are right", () => {
  const blocks = [...chapter("Running it for real").matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml]) => yaml!);
  const environment = {variable: () => "app password", secretFile: () => ""};
  expect(blocks.length).toBeGreaterThan(0);
  for (const yaml of blocks)
    expect(
      parseConfig(`sources: {orders: {csv: orders.csv}}\n${yaml}`, {file: "config.yaml", environment}),
    ).toBeDefined();
});

test("the sample shop's run is shown as it is, but for the seconds", async () => {
  const folder = emptyFolder();
  const isSource = (path: string) => !/daybook\.sqlite|warehouse/.test(path);
  cpSync(join(root, "data"), join(folder, "data"), {recursive: true, filter: isSource});
  cpSync(join(root, "config.yaml"), join(folder, "config.yaml"));
  const {code, out, err} = await daybook([], {cwd: folder});
  removeFolder(folder);
  expect(code).toBe(0);
  const lines = `${err}\n${out}`.split("\n").map((line) => line.replace(/\d+\.\d s\.?$/, "").trim());
  const shown = chapter("Start").replaceAll(/\d+\.\d s\.?$/gm, "");
  expect(lines.filter((line) => !shown.includes(line))).toEqual([]);
});

describe("the worked example", () => {
  let folder: string;
  beforeAll(() => {
    folder = emptyFolder();
    for (const [, name, text] of chapter("Your own files").matchAll(/^`([^`]+)`:\n\n```\w+\n([\s\S]*?)```/gm)) {
      mkdirSync(dirname(join(folder, name!)), {recursive: true});
      writeFileSync(join(folder, name!), text!);
    }
  });
  afterAll(() => removeFolder(folder));

  test("runs, and says what the text says of it", async () => {
    const lines = commandLines.filter((line) => line.includes("--config shop/"));
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(await daybook(line.split(/\s+/).slice(2), {cwd: folder})).toMatchObject({code: 0});
    const orders = readFileSync(join(folder, "shop/outputs/latest/tables/orders.csv"), "utf8");
    expect(orders).toContain("0042");
    const report = JSON.parse(readFileSync(join(folder, "shop/outputs/latest/report.json"), "utf8"));
    expect(report.totals).toMatchObject({orders: 3, units: 5, revenue: "1328.60"});
    expect(report.attribution).toMatchObject({attributed: "1328.60", unattributed: "0.00"});
  });
});

describe("outputs", () => {
  let folder: string;
  beforeAll(async () => {
    folder = makeShop();
    expect(await daybook([], {cwd: folder})).toMatchObject({code: 0});
  });
  afterAll(() => removeFolder(folder));

  /** Path and description of each line of the list; a line that starts further in is of the folder above it. */
  const listed = [.../```\n([\s\S]*?)```/.exec(chapter("What comes out"))![1]!.matchAll(/^( *)(\S.*?) {2,}(.*)$/gm)];
  const day = "2026-01-28";
  const paths = listed.map(([, indent, name]) =>
    `${indent === "" ? "" : "outputs/<day>/"}${name}`.replace(/<[^>]*day>/, day),
  );

  test("every path of the list is there after a run", () => {
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
  });

  test("a run leaves nothing that the list does not name", () => {
    const inDay = readdirSync(join(folder, "outputs", day), {withFileTypes: true});
    const inOutputs = readdirSync(join(folder, "outputs")).filter((name) => name !== day);
    const left = [
      ...inDay.map((entry) => `outputs/${day}/${entry.name}${entry.isDirectory() ? "/" : ""}`),
      ...inOutputs.map((name) => `outputs/${name}`),
      ...["data", "logs"].flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`)),
    ];
    expect(left.sort()).toEqual([...paths].sort());
  });

  test("every figure there is is named, and no other", () => {
    const named = [...`${chapter("The whole shop")}${chapter("What comes out")}`.matchAll(/[\w-]+\.png/g)].map(
      ([name]) => name,
    );
    expect(named.sort()).toEqual(charts.map(({name}) => `${name}.png`).sort());
    const drawn = readdirSync(join(folder, "outputs", day, "figures"));
    expect(drawn).toEqual(expect.arrayContaining(["daily-sales.png", "weekly-sales.png"]));
    expect(drawn.filter((name) => !named.includes(name))).toEqual([]);
  });

  test("every mart that can be written as a file is named, and no other", () => {
    const chapters = `${chapter("The whole shop")}${chapter("What comes out")}`;
    const named = new Set([...chapters.matchAll(/`(mart_\w+)`/g)].map(([, name]) => name!));
    expect([...named].sort()).toEqual(reportTables.map((name) => `mart_${name}`).sort());
    const written = readdirSync(join(folder, "outputs", day, "tables")).map((file) => `mart_${file.slice(0, -4)}`);
    expect(written.filter((name) => !named.has(name))).toEqual([]);
  });
});
