import {beforeAll, describe, expect, test} from "vitest";
import {summary} from "../../../src/cli/summary.ts";
import {catalog} from "../../../src/config/catalog.ts";
import {type Config, sectionNames} from "../../../src/config/config.ts";
import {federate} from "../../../src/federate/index.ts";
import {silentLog} from "../../../src/lib/log.ts";
import {mailHtml} from "../../../src/mail/html/page.ts";
import {mailText} from "../../../src/mail/text.ts";
import {normalize} from "../../../src/normalize/index.ts";
import type {Cell, SectionReport} from "../../../src/report/block.ts";
import {composeReport} from "../../../src/report/compose.ts";
import {readFacts} from "../../../src/report/figures.ts";
import {renderHtml} from "../../../src/report/html/page.ts";
import {phrasesFor} from "../../../src/report/phrases.ts";
import type {Report} from "../../../src/report/report.ts";
import {renderText} from "../../../src/report/text/page.ts";
import {configFor, type RawSources, rawWarehouse} from "../../normalize/fixture.ts";
import {orders, others} from "./shop.ts";

/** Orders of which no more is known than the day and the amount. */
const bare = {
  header: ["ordered_on", "revenue"],
  records: orders.records.map((record) => [record[2]!.slice(0, 10), record[8]!]),
};

/** What a shop with these sources is told, without what is drawn. */
async function reportOf(sources: RawSources, changes: Partial<Config> = {}): Promise<Report> {
  const warehouse = await rawWarehouse(sources);
  const config = {...configFor(sources), sections: sectionNames, ...changes};
  const context = {warehouse, config, log: silentLog, today: "2024-06-30", folder: "/nowhere"};
  try {
    await normalize.run(context);
    await federate.run(context);
    return composeReport(await readFacts(warehouse, config.sections), config, {today: "2024-06-30"});
  } finally {
    warehouse.close();
  }
}

/** Sections that are there only where their source is. */
const brought: Readonly<Record<string, readonly string[]>> = {
  campaigns: ["effect", "attribution"],
  inventory: ["stock"],
  events: ["funnel"],
  returns: ["returns"],
  order_headers: ["amounts"],
};

/** What is foreseen goes by the holidays of the calendar, and by nothing else that is not in the orders. */
const foreseen = (source: string, section: string) => source === "calendar" && section === "forecast";

/** What nobody speaks of who has no such source. */
const ofSource: Readonly<Record<string, RegExp>> = {
  campaigns: /campaign|flight|attribut|credit/i,
  web_traffic: /traffic|page ?view/i,
  footfall: /footfall|visitors? in|visitors of/i,
};

/** What a source lets be called by its name, and how it was called before. */
const names: Readonly<Record<string, readonly (readonly [name: string, id: string])[]>> = {
  products: ["tea", "cup", "pot", "tin"].map((id) => [`The ${id}`, id]),
  stores: [
    ["Harbour", "s0"],
    ["Market", "s1"],
  ],
  offers: [["Spring offer", "spring"]],
};

/** As it would be without the names. */
function unnamed<T>(value: T, source: string): T {
  const text = (names[source] ?? []).reduce((all, [name, id]) => all.replaceAll(name, id), JSON.stringify(value));
  return JSON.parse(text) as T;
}

/** What was said and shown before, as far as it is there still: every sentence, and every table with its columns. */
function remains(before: SectionReport, now: SectionReport): SectionReport {
  const blocks = before.blocks.map((block) => {
    const same = now.blocks.find(({key}) => key === block.key);
    if (block.kind !== "table" || same?.kind !== "table") return same ?? null;
    const keys = block.columns.map(({key}) => key);
    const columns = same.columns.filter(({key}) => keys.includes(key));
    const rows = same.rows.filter((row) => !isUnsold(row)).map((row) => pick(row, keys));
    return {...same, note: block.note, columns, rows};
  });
  const findings = now.findings.filter((sentence) => before.findings.includes(sentence));
  return {...now, findings, blocks: blocks as unknown as SectionReport["blocks"]};
}

/** A product nobody bought, and customers who bought nothing: of those only their own source knows. */
function isUnsold({orders, revenue}: Readonly<Record<string, Cell>>): boolean {
  return orders === 0 && Number(revenue) === 0;
}

/** The section with what its tables show of their rows. */
function shown(section: SectionReport): SectionReport {
  return remains(section, section);
}

function pick(row: Readonly<Record<string, Cell>>, keys: readonly string[]): Record<string, Cell> {
  return Object.fromEntries(keys.map((key) => [key, row[key] ?? null]));
}

/** All that is no section and not about the sources themselves, their joins and the audits that look at them; of what `more` may gain, as much as `before` has. */
function general(report: Report, source: string, before: Report) {
  const {quality: _, audits: __, joins: ___, sections: ____, ...rest} = report;
  const measures = Object.entries(report.day).filter(([name]) => name in before.day);
  const readings = Object.entries(report.correlation).filter(([name]) => name in before.correlation);
  const products = report.top.products.map(({label: _____, ...row}) => row);
  const own = {...rest, day: measures, correlation: readings, top: {...report.top, products}};
  return source === "campaigns" ? {...own, attribution: null, top: {...own.top, campaigns: []}} : own;
}

/** All that a reader gets to see of a report, without the style and the empty lines between sections of texts. */
function pagesOf(report: Report) {
  const phrases = phrasesFor(report);
  const letter = {
    report,
    phrases,
    isCorrection: false,
    pictures: [],
    attached: [],
    leftOut: [],
    host: "shop",
    folder: "/out",
  };
  const terminal = {folder: "/", isLive: false, hasColors: false, print() {}, say() {}};
  return {
    text: renderText(report).replaceAll("\n\n\n", "\n\n"),
    html: renderHtml(report, new Map()).replace(/<style>.*?<\/style>/s, ""),
    mail: mailText(letter).replaceAll("\n\n\n", "\n\n"),
    mailHtml: mailHtml(letter).replace(/<style>.*?<\/style>/s, ""),
    summary: summary({report, stages: [], notes: [], folder: "/out", files: [], ms: 1}, terminal),
  };
}

const named = (report: Report) => report.sections.map(({name}) => name);

describe("a shop of orders alone", () => {
  let alone: Report;
  beforeAll(async () => {
    alone = await reportOf({orders});
  });

  test("is told all that orders can tell", () => {
    expect(named(alone)).toEqual(["time", "forecast", "products", "stores", "customers", "discounts"]);
    const empty = alone.sections.filter(({findings, blocks}) => findings.length + blocks.length === 0);
    expect(empty).toEqual([]);
    const blocks = alone.sections.flatMap((section) => section.blocks);
    expect(blocks.filter((block) => (block.kind === "table" ? block.rows : block.terms).length === 0)).toEqual([]);
    expect(alone.degraded).toEqual([]);
  });

  test.for(["with all their columns", "of a day and an amount"])(
    "%s: nothing is said of what is not there",
    async (which) => {
      const told = which === "with all their columns" ? alone : await reportOf({orders: bare});
      for (const [where, text] of Object.entries(pagesOf(told))) {
        expect(
          text.match(/campaign|flight|attribut|credit|traffic|session|page ?view|footfall|visitor|configured/gi),
          where,
        ).toBe(null);
        expect(text, where).not.toMatch(/\n\s*\n\s*\n\s*\n/);
      }
    },
  );

  test("no heading of the page stands over nothing, and every entry of its contents leads somewhere", () => {
    const {html} = pagesOf(alone);
    expect(html).not.toMatch(
      /<tbody>\s*<\/tbody>|<ul[^>]*>\s*<\/ul>|<dl[^>]*>\s*<\/dl>|<\/h[23]>\s*<(h[23]|\/section)/,
    );
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id!);
    expect(targets.length).toBeGreaterThan(alone.sections.length);
    for (const id of targets) expect(html).toContain(`id="${id}"`);
  });

  test("a sentence of a section is a whole one, and says nothing unreadable", () => {
    const sentences = alone.sections.flatMap(({findings, today}) => [...findings, ...today]);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\S.*[.!?]$/s);
      expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
    }
  });

  test.for(catalog.map(({name}) => name).filter((name) => name !== "orders"))(
    "with %s besides gains what that tells, and nothing else changes but names",
    async (source) => {
      const report = await reportOf({orders, [source]: others[source]!});
      const more = unnamed(report, source);
      const pages = Object.values(pagesOf(report)).join("\n");
      for (const [other, words] of Object.entries(ofSource)) if (other !== source) expect(pages).not.toMatch(words);
      expect(
        named(more)
          .filter((name) => !named(alone).includes(name))
          .sort(),
      ).toEqual([...(brought[source] ?? [])].sort());
      expect(general(more, source, alone)).toEqual(general(alone, source, alone));
      for (const section of alone.sections.filter(({name}) => !foreseen(source, name))) {
        const now = more.sections.find(({name}) => name === section.name)!;
        expect(remains(section, now)).toEqual(shown(section));
      }
    },
  );
});

test("products are ranked by name, those of one name with their ids", async () => {
  const records = [
    ["tea", "Tea"],
    ["pot", "Pot"],
    ["cup", "Tea"],
  ];
  const report = await reportOf({orders, products: {header: ["product_id", "product_name"], records}});
  const labels = Object.fromEntries(report.top.products.map(({name, label}) => [name, label]));
  expect(labels).toEqual({tea: "Tea (tea)", cup: "Tea (cup)", pot: "Pot", tin: undefined});
  const {text, html, mail, mailHtml} = pagesOf(report);
  for (const page of [text, html, mail, mailHtml]) {
    for (const name of ["Tea (tea)", "Tea (cup)", "Pot", "tin"]) expect(page).toContain(name);
    expect(page).not.toMatch(/\bpot\b|Tea(?! \((tea|cup)\))/);
  }
});

describe("names of customers", () => {
  const shop = {orders, customers: others.customers!};

  test("stand nowhere unless they are asked for", async () => {
    const report = await reportOf(shop);
    for (const [where, text] of Object.entries({...pagesOf(report), json: JSON.stringify(report)}))
      expect(text.match(/Customer \d|@example/g), where).toBe(null);
  });

  test("stand on the page where they are, their mail addresses never and in the mail neither", async () => {
    const pages = pagesOf(await reportOf(shop, {customerNames: "report"}));
    for (const [where, text] of Object.entries(pages)) expect(text, where).not.toContain("@example");
    expect(pages.text).toMatch(/Customer \d/);
    expect(pages.html).toMatch(/Customer \d/);
    expect(pages.mail + pages.mailHtml + pages.summary).not.toMatch(/Customer \d/);
  });
});

test("a shop with everything has every section, in the order of the config", async () => {
  const all = await reportOf({orders, ...others});
  expect(named(all)).toEqual(sectionNames);
  for (const section of all.sections) expect(section.blocks.length, section.name).toBeGreaterThan(0);
});
