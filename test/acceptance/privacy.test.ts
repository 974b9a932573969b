import {readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, test} from "vitest";
import {emptyFolder, removeFolder} from "../support/shop.ts";
import {daybookWithin} from "../support/within.ts";

// Records as they slip: with too few fields, too many, a comma that nobody quoted, a mail address in place of a name.
const customers = `customer_id,customer_name,email,country,joined_on
c0,Zelda Fitz,zelda@leak.example,France,2020-01-01
c0,Zelda Fitzgerald,zelda@leak.example,France,2020-01-01
c1,yoric@leak.example,yoric@leak.example,France,2020-01-02
c2,Xeno, Phanes,xeno@leak.example,2020-01-02
c3,Wanda Fish,wanda@leak.example,France,2020-01-04,extra
c4,"Victor" Hugo,victor@leak.example,France,2020-01-04
c5,Ursula Guin,ursula@leak.example,France,ursula@leak.example
,Tom Sawyer,tom@leak.example,France,2020-01-01
c7,Sam Gamgee,sam@leak.example,France,Sam Gamgee
c8,Ruth
`;
const names = /Zelda|Yoric|Xeno|Phanes|Wanda|Victor|Ursula|Sawyer|Gamgee|Ruth/i;
const addresses = /leak\.example/;

const orders = [
  "order_id,ordered_on,customer_id,revenue",
  ...Array.from({length: 40}, (_, i) => `o${i},2026-01-${10 + (i % 20)},c${i % 4},10.00`),
];

let folder: string;
beforeEach(() => {
  folder = emptyFolder();
  writeFileSync(join(folder, "customers.csv"), customers);
  writeFileSync(join(folder, "orders.csv"), [...orders, ""].join("\n"));
});
afterEach(() => removeFolder(folder));

function configure(source: string, more: string): void {
  const sources = `sources:\n  orders: {csv: orders.csv}\n  customers: {csv: customers.csv${source}}\n`;
  writeFileSync(join(folder, "config.yaml"), `timezone: Europe/Paris\nsections: [customers]\n${sources}${more}`);
}

/** All that is told: on the terminal, in the log, and in every file of the report that is no picture. */
async function told(...args: string[]): Promise<Map<string, string>> {
  const {out, err} = await daybookWithin(args, folder);
  const found = new Map([["terminal", out + err]]);
  for (const place of ["logs", "outputs"])
    for (const path of readdirSync(join(folder, place), {recursive: true, encoding: "utf8"}))
      if (/\.(log|csv|html|txt|json)$/.test(path))
        found.set(`${place}/${path}`, readFileSync(join(folder, place, path), "utf8"));
  return found;
}

const holding = (texts: ReadonlyMap<string, string>, what: RegExp) =>
  [...texts].filter(([, text]) => what.test(text)).map(([path]) => path.replace(/.*\//, ""));

describe("of customers whose records are broken in every way", () => {
  test("nothing tells a name or a mail address unless it is asked for", async () => {
    configure("", "");
    const texts = await told("--verbose");
    expect([...texts.keys()].join()).toMatch(/tables\/rejected\.csv/);
    expect(
      [...texts]
        .find(([path]) => path.endsWith("rejected.csv"))![1]
        .trim()
        .split("\n"),
    ).toHaveLength(9);
    expect(holding(texts, names)).toEqual([]);
    expect(holding(texts, addresses)).toEqual([]);
  });

  test("names stand where they are asked for, and mail addresses nowhere even then", async () => {
    configure("", "customer_names: report\n");
    const texts = await told();
    expect(new Set(holding(texts, names))).toEqual(
      new Set(["customer_names.csv", "report.html", "report.json", "report.txt"]),
    );
    expect(holding(texts, addresses)).toEqual([]);
  });

  test("neither a gate that is not met nor a check beforehand tells them", async () => {
    configure(", max_rejected: 0", "");
    for (const command of ["run", "check"]) {
      const texts = await told(command, "--verbose");
      expect(texts.get("terminal")).toContain("customers");
      expect(holding(texts, names)).toEqual([]);
      expect(holding(texts, addresses)).toEqual([]);
    }
  });
});
