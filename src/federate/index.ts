import type {Stage, StageContext, StageResult} from "../stage.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {refuseFuture} from "./asOf.ts";
import {runAudits} from "./audits.ts";
import {build, dropStep} from "./build.ts";
import {findChanges, keepChanges} from "./changes.ts";
import {daysMade} from "./daysMade.ts";
import {inOrder, loadModels, type Model} from "./models.ts";
import {notesOn} from "./notes.ts";
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
  const {warehouse, config} = context;
  const files = [...loadModels(folder("models")), flightWeights(config.attribution)];
  const {scopes, seen} = await findChanges(context, files);
  const models = inOrder([...files, ...standIns(context, scopes)]);
  for (const model of models) await build(warehouse, model, scopes);
  await runAudits(warehouse, [...loadModels(folder("audits")), ...(config.audits ? loadModels(config.audits) : [])]);
  for (const {name} of models.filter((model) => model.kind === "step")) await dropStep(warehouse, name);
  await keepChanges(warehouse, seen);
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
  const counts: Record<string, Record<string, number>> = {};
  for (const mart of marts) counts[mart.name] = {rows: await rowsOf(warehouse, mart)};
  const [days, changes]: [Record<string, number>, Record<string, string>] = [{}, {}];
  for (const name of scopeNames) {
    days[name] = await daysMade(warehouse, name, scopes[name]);
    changes[name] = scopes[name].why;
    log.info({part: name, days: days[name], why: scopes[name].why}, "days made");
  }
  const {as_of: asOf} = await warehouse.row<{as_of: string}>("select as_of from mart_period");
  return {counts: {...counts, days_made: days}, changes, notes: await notesOn(warehouse, asOf)};
}

/** Views are not gone through to be counted: the totals know. */
async function rowsOf(warehouse: Warehouse, {name, kind}: Model): Promise<number> {
  const known: Readonly<Record<string, string>> = {mart_orders: "sales", mart_attribution: "credits"};
  const sql =
    kind === "view" ? `select ${known[name]} as "rows" from mart_totals` : `select count(*) as "rows" from ${name}`;
  return (await warehouse.row<{rows: number}>(sql)).rows;
}
