import type {Stage, StageContext, StageResult} from "../stage.ts";
import {Relations} from "../store/relations.ts";
import {refuseFuture} from "./asOf.ts";
import {runAudits} from "./audits.ts";
import {type Buildable, build, dropSteps} from "./build.ts";
import {findChanges, keepChanges} from "./changes.ts";
import {countRows} from "./countRows.ts";
import {inOrder, loadModels, type Model} from "./models.ts";
import {notesOn} from "./notes.ts";
import {fillIn, isPlace} from "./places.ts";
import {type Scopes, scopeNames} from "./scope.ts";
import {standIns} from "./standIns.ts";

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
  const {warehouse, config, log} = context;
  const files = [...loadModels(folder("models")), flightWeights(config.attribution)];
  const relations = await Relations.read(warehouse);
  const {scopes, seen} = await findChanges(context, files, relations);
  const all = inOrder([...files, ...(await standIns(context, scopes))]);
  const places = all.filter(isPlace);
  const models = fillIn<Buildable>(
    all.filter((model) => !isPlace(model)),
    places,
  );
  const audits = fillIn(loadModels(folder("audits")), places);
  const workshop = {warehouse, log, scopes, relations};
  for (const model of models) await build(workshop, model);
  await runAudits(warehouse, audits, config.audits ? loadModels(config.audits) : []);
  await keepChanges(warehouse, seen, relations, scopes);
  await dropSteps(warehouse, models);
  const marts = files.filter(({name}) => name.startsWith("mart_"));
  return describe(context, marts, scopes);
}

/** The table the attribution model of the config fills. */
function flightWeights(attribution: string): Model {
  const model = loadModels(folder("attribution")).find(({name}) => name === attribution)!;
  return {...model, name: "flight_weights"};
}

async function describe(context: StageContext, marts: readonly Model[], scopes: Scopes): Promise<StageResult> {
  const {warehouse, log} = context;
  const counted = await countRows(warehouse, marts, scopes);
  const counts = Object.fromEntries(marts.map(({name}) => [name, {rows: counted[name]!}]));
  const [days, changes]: [Record<string, number>, Record<string, string>] = [{}, {}];
  for (const name of scopeNames) {
    days[name] = counted[name]!;
    changes[name] = scopes[name].why;
    log.info({part: name, days: days[name], why: scopes[name].why}, "days made");
  }
  const {as_of: asOf} = await warehouse.row<{as_of: string}>("select as_of from mart_period");
  return {counts: {...counts, days_made: days}, changes, notes: await notesOn(warehouse, asOf)};
}
