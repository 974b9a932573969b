import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {createCanvas} from "@napi-rs/canvas";
import {afterEach, beforeEach, expect, test} from "vitest";
import {main} from "../../src/cli/cli.ts";
import type {Terminal} from "../../src/cli/command.ts";
import {figures, received, shopReport} from "../mail/office.ts";

let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "daybook-preview-"));
  const day = join(folder, "outputs", "2024-12-31");
  mkdirSync(join(day, "figures"), {recursive: true});
  mkdirSync(join(day, "tables"));
  writeFileSync(join(day, "report.json"), JSON.stringify(shopReport()));
  writeFileSync(join(day, "tables", "orders.csv"), "sale_id\r\n1\r\n");
  for (const {file} of figures) writeFileSync(join(day, file), await createCanvas(1500, 600).encode("png"));
  symlinkSync("2024-12-31", join(folder, "outputs", "latest"));
  configure("attach: [tables]");
});
afterEach(() => rmSync(folder, {recursive: true, force: true}));

function configure(mail: string): void {
  const config = `
sources: {orders: {csv: orders.csv}}
outputs: outputs
mail:
  from: Daybook <daybook@shop.example>
  to: [owner@shop.example, The Buyer <buyer@shop.example>]
  smtp: {directory: outputs/mail}
  ${mail}
`;
  writeFileSync(join(folder, "config.yaml"), config);
}

async function preview(...options: string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const print = (text: string) => void out.push(text);
  const terminal: Terminal = {folder, isLive: false, hasColors: false, print, say: (text) => void err.push(text)};
  const code = await main(["preview", "--config", join(folder, "config.yaml"), ...options], terminal);
  return {code, out: out.join(""), err: err.join("")};
}

const read = (file: string) => received({raw: readFileSync(join(folder, file))});

test("preview writes the mail of the latest report, and sends nothing", async () => {
  const {code, out} = await preview();
  expect(code).toBe(0);
  expect(out).toContain("outputs/preview.eml");
  const mail = await read("outputs/preview.eml");
  expect(mail.subject).toMatch(/^Tue 31 Dec: /);
  expect(mail.to?.text).toBe("owner@shop.example");
  expect(mail.attachments.map(({filename}) => filename)).toEqual([
    "daily-sales.png",
    "top-campaigns.png",
    "orders.csv",
  ]);
  expect(existsSync(join(folder, "outputs", "mail"))).toBe(false);
});

test("preview shows what another recipient gets, in another file", async () => {
  const {out} = await preview("--to", "BUYER@shop.example", "--out", "here/buyer.eml", "--json");
  expect(JSON.parse(out)).toMatchObject({
    recipient: "buyer@shop.example",
    envelope: {from: "daybook@shop.example", to: ["buyer@shop.example"]},
    left_out: [],
    problems: [],
  });
  expect((await read("here/buyer.eml")).to?.text).toBe('"The Buyer" <buyer@shop.example>');
});

test("preview says what was left out", async () => {
  configure("max_size: 100kB\n  attach: [tables]");
  writeFileSync(join(folder, "outputs/2024-12-31/tables/orders.csv"), "x".repeat(200_000));
  expect((await preview()).out).toContain("Left out  tables/orders.csv");
});

test("preview ends with 1 and says why when the mail has faults", async () => {
  const unworded = {...figures[0]!, alt: " "};
  writeFileSync(join(folder, "outputs/2024-12-31/report.json"), JSON.stringify(shopReport({figures: [unworded]})));
  expect(await preview()).toMatchObject({code: 1, out: expect.stringContaining("✗ a picture has no alt text")});
});

test.for([
  [["--to", "thief@x.example"], 2, "thief@x.example gets no report; these do: owner@shop.example, buyer@shop.example"],
  [["--as-of", "2024-01-01"], 1, "there is no report of 2024-01-01"],
] as const)("preview %j ends with %i", async ([options, code, message]) => {
  expect(await preview(...options)).toMatchObject({code, err: expect.stringContaining(message)});
});

test("preview needs mail settings", async () => {
  writeFileSync(join(folder, "config.yaml"), "sources: {orders: {csv: orders.csv}}\n");
  expect(await preview()).toMatchObject({code: 2, err: expect.stringContaining("mail is missing")});
});
