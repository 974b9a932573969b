import type {SectionName} from "../../config/config.ts";
import type {Warehouse} from "../../store/warehouse.ts";
import type {Block, SectionReport} from "../block.ts";
import type {Basics, Section, SectionFacts} from "../section.ts";
import {amounts} from "./amounts.ts";
import {attribution} from "./attribution.ts";
import {customers} from "./customers.ts";
import {discounts} from "./discounts.ts";
import {effect} from "./effect.ts";
import {forecast} from "./forecast.ts";
import {funnel} from "./funnel.ts";
import {toldApart} from "./productNames.ts";
import {products} from "./products.ts";
import {returns} from "./returns.ts";
import {stock} from "./stock.ts";
import {stores} from "./stores.ts";
import {time} from "./time.ts";

/** Every section there is. */
const sections: Readonly<Partial<Record<SectionName, Section>>> = {
  amounts,
  attribution,
  customers,
  discounts,
  effect,
  forecast,
  funnel,
  products,
  returns,
  stock,
  stores,
  time,
};

export interface SectionSource {
  readonly name: SectionName;
  readonly section: Section;
  readonly facts: SectionFacts;
}

/** The tables there are, and the names that several products share. */
interface Known {
  readonly tables: ReadonlySet<string>;
  readonly shared: ReadonlySet<string>;
}

/** Reads what the sections wanted are made of, in their order; those whose mart is not there are left out. */
export async function readSections(
  warehouse: Warehouse,
  wanted: readonly SectionName[],
  {tables, shared}: Known,
): Promise<SectionSource[]> {
  const found: SectionSource[] = [];
  for (const name of wanted) {
    const section = sections[name];
    if (section && tables.has(section.mart))
      found.push({name, section, facts: await readFacts(warehouse, section, {tables, shared})});
  }
  return found;
}

/** A query of a mart that is not there, because a source it needs is absent, finds nothing. */
async function readFacts(warehouse: Warehouse, {queries}: Section, {tables, shared}: Known): Promise<SectionFacts> {
  const facts: Record<string, SectionFacts[string]> = {};
  for (const [fact, sql] of Object.entries(queries)) {
    const isThere = (sql.match(/\bmart_\w+/g) ?? []).every((mart) => tables.has(mart));
    const rows = isThere ? await warehouse.rows(sql) : [];
    facts[fact] = rows.map((row) => toldApart(row, shared));
  }
  return facts;
}

export function composeSections(found: readonly SectionSource[], basics: Basics): SectionReport[] {
  return found.flatMap(({name, section, facts}) => {
    const composed = section.compose(facts, basics);
    if (!composed) return [];
    const blocks = composed.blocks.filter((block) => !isEmpty(block));
    return composed.findings.length + blocks.length > 0 ? [{name, title: section.title, ...composed, blocks}] : [];
  });
}

/** A heading over nothing tells nobody anything. */
function isEmpty(block: Block): boolean {
  return (block.kind === "table" ? block.rows : block.terms).length === 0;
}
