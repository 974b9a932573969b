import {catalog} from "../config/catalog.ts";
import {version} from "../lib/version.ts";
import type {Stage, StageContext, StageResult} from "../stage.ts";
import {Relations} from "../store/relations.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {chooseAsOf, refuseFuture} from "./asOf.ts";
import {runAudits} from "./audits.ts";
import {type Buildable, build, dropSteps} from "./build.ts";
import {findChanges, keepChanges, printOf} from "./changes.ts";
import {chooseAudits, chooseModels, isMart, whatIsThere} from "./choice.ts";
import {computed} from "./computed/index.ts";
import {asModel} from "./computed.ts";
import {countRows} from "./countRows.ts";
import {inOrder, loadModels, type Model} from "./models.ts";
import {notesOn} from "./notes.ts";
import {fillIn, isPlace, type Place} from "./places.ts";
import {type Scopes, scopeNames} from "./scope.ts";
import {emptySource, standIns} from "./standIns.ts";

const folder = (name: string) => new URL(`./${name}/`, import.meta.url);

/** clean_* → mart_*: joins and sums, those of days that changed made again, the others kept. The marts appear all at once, and only when every audit holds. */
export const federate: Stage = {
  name: "federate",
  run(context) {
    refuseFuture(context);
    return context.warehouse.transaction(() => makeMarts(context));
  },
};

async function makeMarts(context: StageContext): Promise<StageResult> {
  const {warehouse, config} = context;
  const relations = await Relations.read(warehouse);
  const all: Buildable[] = [
    ...loadModels(folder("models")),
    flightWeights(config.attribution),
    ...computed.map(asModel),
  ];
  const there = await whatIsThere(warehouse, relations, config);
  const files = chooseModels(all, config.sections, there);
  const own = config.audits ? loadModels(config.audits) : [];
  const kept = chooseAudits(loadModels(folder("audits")), all, files, relations);
  const {scopes, seen, madeIn} = await findChanges(context, files, relations);
  const circumstances = () => circumstancesOf(context, [...kept, ...own]);
  if (madeIn !== undefined && areThere(files, relations) && madeIn === (await circumstances()))
    return describe(context, files, scopes);
  await clear(warehouse, relations, all, files);
  const ordered = inOrder([...files, ...(await standInsFor(context, scopes, [...files, ...kept], relations))]);
  const places = ordered.filter(isPlace);
  const models = fillIn<Buildable>(
    ordered.filter((model) => !isPlace(model)),
    places,
  );
  const audits = fillIn(kept, places);
  await make(context, models, {scopes, relations});
  await runAudits(warehouse, audits, own, there);
  await keepChanges(warehouse, {...seen, circumstances: await circumstances()}, relations, scopes);
  await dropSteps(warehouse, models);
  return describe(context, files, scopes);
}

/** What decides the marts besides records, models and the way revenue is split. Reads `sale_days`. */
async function circumstancesOf(context: StageContext, audits: readonly Model[]): Promise<string> {
  return [version(), await chooseAsOf(context), printOf(audits)].join(" ");
}

/** Whether all that stays is there as it was made: a stage left alone leaves tables in place of views. */
function areThere(models: readonly Buildable[], relations: Relations): boolean {
  return models.every(
    ({name, kind}) => kind === "step" || (relations.has(name) && relations.isView(name) === (kind === "view")),
  );
}

/** What something made reads that is no file: of sources that are there, and of those that are not. */
async function standInsFor(
  context: StageContext,
  scopes: Scopes,
  readers: readonly Model[],
  relations: Relations,
): Promise<(Buildable | Place)[]> {
  const isRead = (name: string) => readers.some(({reads}) => reads.includes(name));
  const isThere = (source: string) => relations.has(`clean_${source}`);
  const all = await standIns(context, scopes);
  // One that only stands for rows of others costs nothing, and others may stand on it.
  const present = all.filter((one) => (isPlace(one) ? one.needs.every(isThere) : isRead(one.name)));
  const absent = catalog.filter(({name}) => !isThere(name) && isRead(`clean_${name}`));
  return [...present, ...absent.map(emptySource)];
}

async function make(
  {warehouse, log}: StageContext,
  models: readonly Buildable[],
  {scopes, relations}: {readonly scopes: Scopes; readonly relations: Relations},
): Promise<void> {
  for (const model of models) await build({warehouse, log, scopes, relations}, model);
}

/** Drops what was made earlier for sections or from sources that are no longer there. */
async function clear(
  warehouse: Warehouse,
  relations: Relations,
  all: readonly Buildable[],
  files: readonly Buildable[],
): Promise<void> {
  const made = new Set([...files.map(({name}) => name), "mart_audits"]);
  const known = new Set(all.map(({name}) => name));
  const drops = relations.drops((name) => !made.has(name) && (isMart(name) || known.has(name)));
  if (drops) await warehouse.run(drops);
}

/** The table the attribution model of the config fills. */
function flightWeights(attribution: string): Model {
  const model = loadModels(folder("attribution")).find(({name}) => name === attribution)!;
  return {...model, name: "flight_weights"};
}

async function describe(context: StageContext, models: readonly Model[], scopes: Scopes): Promise<StageResult> {
  const {warehouse, log} = context;
  const counted = await countRows(warehouse, models, scopes);
  const marts = models.filter(({name}) => isMart(name));
  const counts = Object.fromEntries(marts.map(({name}) => [name, {rows: counted[name]!}]));
  const [days, changes]: [Record<string, number>, Record<string, string>] = [{}, {}];
  for (const name of scopeNames.filter((scope) => counted[scope] !== undefined)) {
    days[name] = counted[name]!;
    changes[name] = scopes[name].why;
    log.info({part: name, days: days[name], why: scopes[name].why}, "days made");
  }
  const {as_of: asOf} = await warehouse.row<{as_of: string}>("select as_of from mart_period");
  return {counts: {...counts, days_made: days}, changes, notes: await notesOn(warehouse, asOf)};
}
