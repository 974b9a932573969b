import {createHash} from "node:crypto";
import {reachOf} from "../reach.ts";
import type {StageContext} from "../stage.ts";
import type {Relations} from "../store/relations.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import type {Model} from "./models.ts";
import {isIdle, type Scope, type Scopes} from "./scope.ts";

/** What the marts stand on besides the rows: the models themselves, and how credit is split. */
interface Fingerprint {
  readonly models: string;
  readonly attribution: string;
  /** What else decides the marts: the version, the audits, the last day. */
  readonly circumstances: string;
}

/** Tables of earlier versions, or what came to be a step. */
const retired = ["cell_splits", "sale_classes"];

/** In which the stage before says what it changed. */
const changeTables = ["touched_days", "touched_all"];

/** What of a flight decides which sales it applies to, and what it is called. */
const flightColumns = "flight_id, campaign_name, starts_on, ends_on, product_id, customer_id, store_id, country";

interface Changes {
  readonly scopes: Scopes;
  readonly seen: Omit<Fingerprint, "circumstances">;
  /** In which circumstances the marts were made, where no record at all is another one since. */
  readonly madeIn?: string;
}

/** Which days are to be made again: those whose rows changed since federate last looked, and those a changed flight covers or covered. Returns also what it saw, for `keepChanges`. */
export async function findChanges(
  {warehouse, config, isFullRefresh}: StageContext,
  models: readonly Model[],
  relations: Relations,
): Promise<Changes> {
  const isSplit = ({name}: Model) => name === "flight_weights";
  const split = printOf(models.filter(isSplit));
  const seen = {
    models: printOf(models.filter((model) => !isSplit(model))),
    attribution: `${config.attribution} ${split}`,
  };
  if (isFullRefresh) return {seen, scopes: everything("asked for")};
  const earlier = relations.has("fingerprints") ? await readFingerprint(warehouse) : undefined;
  if (earlier?.models !== seen.models) {
    const why = earlier ? "other models" : "nothing made before";
    return {seen, scopes: everything(why)};
  }
  if (!changeTables.every((table) => relations.has(table))) return {seen, scopes: everything("changes are not known")};
  const keysChanged = await otherKeys(warehouse);
  const orders: Scope = keysChanged
    ? {days: "all", why: "flights carry other keys"}
    : await touched(warehouse, "orders");
  const [web_traffic, footfall] = [await touched(warehouse, "web_traffic"), await touched(warehouse, "footfall")];
  const events: Scope = (await otherCategories(warehouse, relations))
    ? {days: "all", why: "products are in other categories"}
    : await touched(warehouse, "events");
  const isSplitAnew = earlier.attribution !== seen.attribution;
  const attribution = isSplitAnew
    ? ({days: "all", why: "revenue is split by another model"} as const)
    : await attributed(warehouse, orders);
  const classes = attribution.days === "all" ? attribution : await classed(warehouse, orders);
  const scopes = {orders, attribution, classes, web_traffic, footfall, events} satisfies Scopes;
  const isUntouched = Object.values(scopes).every(isIdle) && !(await isAnyTouched(warehouse));
  return {seen, scopes, ...(isUntouched && {madeIn: earlier.circumstances})};
}

/** Whether a record of any source is another one than when federate last looked, be it of a day or of none. */
async function isAnyTouched(warehouse: Warehouse): Promise<boolean> {
  const tables = changeTables.map((table) => `select source from ${table}`).join(" union all ");
  return (await warehouse.rows(`${tables} limit 1`)).length > 0;
}

/** Notes what the marts are now made of. Reads the step `flights`. */
export async function keepChanges(
  warehouse: Warehouse,
  seen: Fingerprint,
  relations: Relations,
  {orders, attribution}: Scopes,
): Promise<void> {
  const isAll = attribution.days === "all";
  const taken = changeTables.filter((table) => relations.has(table));
  const prints = Object.entries(seen).map(([source, value]) => `('federate', ${text(source)}, ${text(value)})`);
  await warehouse.run(`${relations.drops((name) => retired.includes(name))}
    create table if not exists fingerprints (stage varchar, source varchar, value varchar);
    delete from fingerprints where stage = 'federate';
    insert into fingerprints values ${prints.join(", ")};
    create table if not exists days_to_write (day date);
    insert into days_to_write ${daysOf(isAll ? attribution : orders)} except select day from days_to_write;
    create table if not exists flights_to_write as select ${flightColumns} from flights limit 0;
    ${isAll ? "" : `insert into flights_to_write (${changedFlights("flights")}) except select ${flightColumns} from flights_to_write;`}
    delete from flights_to_write where exists (select 1 from days_to_write where day is null);
    create or replace table flights_seen as select ${flightColumns} from flights;
    ${taken.map((table) => `delete from ${table}`).join("; ")}`);
}

/** For whoever writes the orders out: it reads and clears days and flights as it comes to it. NULL stands for all days, and with it no flights are kept in mind. */
function daysOf({days}: Scope): string {
  if (days === "all") return "select cast(null as date) as day";
  return `select unnest(cast([${days.map(text).join(", ")}] as date[])) as day`;
}

function everything(why: string): Scopes {
  const all: Scope = {days: "all", why};
  return {orders: all, attribution: all, classes: all, web_traffic: all, footfall: all, events: all};
}

/** Of the SQL of models. */
export function printOf(models: readonly Model[]): string {
  return createHash("sha256")
    .update(models.map(({name, sql}) => `${name}\n${sql}`).join("\n"))
    .digest("hex");
}

async function readFingerprint(warehouse: Warehouse): Promise<Fingerprint | undefined> {
  const rows = await warehouse.rows<{source: string; value: string}>(
    "select source, value from fingerprints where stage = 'federate'",
  );
  const found = Object.fromEntries(rows.map(({source, value}) => [source, value])) as Partial<Fingerprint>;
  return found.models !== undefined && found.attribution !== undefined ? (found as Fingerprint) : undefined;
}

async function touched(warehouse: Warehouse, source: string): Promise<Scope> {
  const all = await warehouse.rows(`select source from touched_all where source = ${text(source)} limit 1`);
  if (all.length > 0) return {days: "all", why: "all rows read anew"};
  const days = await warehouse.rows<{day: string}>(
    `select distinct day from touched_days where source = ${text(source)} and day is not null order by day`,
  );
  return {days: days.map(({day}) => day), why: days.length > 0 ? "rows of these days changed" : "unchanged"};
}

async function attributed(warehouse: Warehouse, orders: Scope): Promise<Scope> {
  if (orders.days === "all") return orders;
  const covered = await warehouse.rows<{day: string}>(`
    select distinct days.ordered_on as day from sale_days as days
    join (${changedFlights("clean_campaigns")}) as changed on days.ordered_on between changed.starts_on and changed.ends_on`);
  const days = new Set([...orders.days, ...covered.map(({day}) => day)]);
  const why = covered.length > 0 ? "flights of these days changed" : orders.why;
  return {days: [...days].sort(), why};
}

/** Sales are put into classes by the flights that apply to them: those of days whose sales changed, and those that a changed flight may apply to. */
async function classed(warehouse: Warehouse, orders: Scope): Promise<Scope> {
  const reach = await reachOf(warehouse, `(${changedFlights("clean_campaigns")})`, "ordered_on");
  return {...orders, ...(reach && {reach})};
}

/** True where flights carry a key that none carried before, or no longer carry one: days are then cut into other cells. */
async function otherKeys(warehouse: Warehouse): Promise<boolean> {
  const used = ["customer_id", "store_id", "country"].map((key) => `count(${key}) > 0`).join(", ");
  const same = await warehouse.rows(`select by_customer, by_store, by_country from keys_in_use
    intersect select ${used} from clean_campaigns`);
  return same.length === 0;
}

/** SQL for the flights of a table that are new, and those that are there no longer. */
function changedFlights(table: string): string {
  const [now, before] = [table, "flights_seen"].map((name) => `select ${flightColumns} from ${name}`);
  return `(${now} except ${before}) union all (${before} except ${now})`;
}

/** True where events were summed by categories that are others now. */
async function otherCategories(warehouse: Warehouse, relations: Relations): Promise<boolean> {
  if (!["product_categories", "clean_products"].every((table) => relations.has(table))) return false;
  const [now, before] = ["clean_products", "product_categories"].map(
    (table) => `select product_id, category from ${table}`,
  );
  const other = await warehouse.rows(`(${now} except ${before}) union all (${before} except ${now}) limit 1`);
  return other.length > 0;
}
