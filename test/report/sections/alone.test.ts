import {beforeAll, describe, expect, test} from "vitest";
import {catalog} from "../../../src/config/catalog.ts";
import {sectionNames} from "../../../src/config/config.ts";
import {federate} from "../../../src/federate/index.ts";
import {silentLog} from "../../../src/lib/log.ts";
import {normalize} from "../../../src/normalize/index.ts";
import {composeReport} from "../../../src/report/compose.ts";
import {readFacts} from "../../../src/report/figures.ts";
import type {Report} from "../../../src/report/report.ts";
import {configFor, type RawSources, rawWarehouse} from "../../normalize/fixture.ts";
import {orders, others} from "./shop.ts";

/** What a shop with these sources is told, without what is drawn. */
async function reportOf(sources: RawSources): Promise<Report> {
  const warehouse = await rawWarehouse(sources);
  const config = {...configFor(sources), sections: sectionNames};
  const context = {warehouse, config, log: silentLog, today: "2024-06-30", folder: "/nowhere"};
  try {
    await normalize.run(context);
    await federate.run(context);
    return composeReport(await readFacts(warehouse, config.sections), config, {today: "2024-06-30"});
  } finally {
    warehouse.close();
  }
}

/** The sections that are of a source or that it adds to. */
const touched: Readonly<Record<string, readonly string[]>> = {
  campaigns: ["effect", "attribution"],
  web_traffic: [],
  footfall: ["stores"],
  products: ["products", "forecast", "discounts", "returns", "stock", "funnel"],
  customers: ["customers"],
  stores: ["stores", "stock"],
  inventory: ["stock"],
  events: ["funnel"],
  returns: ["returns"],
  order_headers: ["amounts"],
  offers: ["discounts"],
  calendar: ["time", "forecast"],
  weather: ["time"],
};

/** Sections that are there only where their source is. */
const brought: Readonly<Record<string, string>> = {
  campaigns: "attribution",
  inventory: "stock",
  events: "funnel",
  returns: "returns",
  order_headers: "amounts",
};

/** What is told of the sources themselves and of the audits that look at them. */
function withoutSources(report: Report) {
  const {quality: _, audits: __, notes: ___, joins: ____, sections: _____, ...rest} = report;
  return rest;
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
    expect(alone.degraded).toEqual([]);
  });

  test("a sentence of a section is a whole one, and says nothing unreadable", () => {
    const sentences = alone.sections.flatMap(({findings, today}) => [...findings, ...today]);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^\S.*[.!?]$/s);
      expect(sentence).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
    }
  });

  test.for(catalog.map(({name}) => name).filter((name) => name !== "orders"))(
    "with %s besides gains what that tells, and nothing else changes",
    async (source) => {
      const more = await reportOf({orders, [source]: others[source]!});
      if (brought[source]) expect(named(more)).toContain(brought[source]);
      const own = touched[source]!;
      const rest = ({sections}: Report) => sections.filter(({name}) => !own.includes(name));
      expect(rest(more)).toEqual(rest(alone));
      if (!["campaigns", "web_traffic", "footfall"].includes(source))
        expect(withoutSources(more)).toEqual(withoutSources(alone));
    },
  );
});

test("a shop with everything has every section, in the order of the config", async () => {
  const all = await reportOf({orders, ...others});
  expect(named(all)).toEqual(sectionNames);
  for (const section of all.sections) expect(section.blocks.length, section.name).toBeGreaterThan(0);
});
