import {fixed, RunError, UsageError} from "../lib/errors.ts";
import type {Note, Stage, StageContext, StageResult} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {runAudits} from "./audits.ts";
import {inOrder, loadModels, type Model} from "./models.ts";

const folder = (name: string) => new URL(`./${name}/`, import.meta.url);

/** clean_* → mart_*: joins and sums. The marts appear all at once, and only when every audit holds. */
export const federate: Stage = {
  name: "federate",
  async run(context) {
    const {warehouse, config} = context;
    const asOf = await chooseAsOf(context);
    const models = inOrder([...loadModels(folder("models")), flightWeights(config.attribution)]);
    await warehouse.transaction(async () => {
      await warehouse.run(
        `create or replace temp table parameters as select date ${text(asOf)} as as_of, ${text(config.attribution)} as attribution`,
      );
      for (const model of models) await build(warehouse, model);
      await runAudits(warehouse, [
        ...loadModels(folder("audits")),
        ...(config.audits ? loadModels(config.audits) : []),
      ]);
      for (const {name} of models.filter((model) => !isMart(model))) await warehouse.run(`drop table ${name}`);
    });
    return describe(warehouse, models.filter(isMart), asOf);
  },
};

/** The table the attribution model of the config fills. */
function flightWeights(attribution: string): Model {
  const model = loadModels(folder("attribution")).find(({name}) => name === attribution)!;
  return {...model, name: "flight_weights"};
}

/** Marts stay; the steps between are temporary. */
function isMart({name}: Model): boolean {
  return name.startsWith("mart_");
}

async function build(warehouse: Warehouse, model: Model): Promise<void> {
  await warehouse.run(`create or replace ${isMart(model) ? "" : "temp "}table ${model.name} as ${model.sql}`);
}

/** The day asked for, else the last day with orders before today. */
async function chooseAsOf({warehouse, today, asOf}: StageContext): Promise<string> {
  if (asOf && asOf > today) throw new UsageError(fixed(`--as-of ${asOf} is in the future: today is ${today}`));
  const before = asOf ? `<= date ${text(asOf)}` : `< date ${text(today)}`;
  const {first, last} = await warehouse.row<{first: string | null; last: string | null}>(
    `select min(ordered_on) as first, max(case when ordered_on ${before} then ordered_on end) as last from clean_orders`,
  );
  if (last === null)
    throw new RunError(
      fixed(`there is no order ${asOf ? `on or before ${asOf}` : `before today (${today})`}: the first is on ${first}`),
    );
  return asOf ?? last;
}

async function describe(warehouse: Warehouse, marts: readonly Model[], asOf: string): Promise<StageResult> {
  const counts: Record<string, {rows: number}> = {};
  for (const {name} of marts)
    counts[name] = await warehouse.row<{rows: number}>(`select count(*) as rows from ${name}`);
  return {counts, notes: [...(await laterOrders(warehouse, asOf)), ...(await longGaps(warehouse))]};
}

/** Says how many orders are left for later reports. */
async function laterOrders(warehouse: Warehouse, asOf: string): Promise<Note[]> {
  const {later} = await warehouse.row<{later: number}>(
    `select count(*) as later from clean_orders where ordered_on > date ${text(asOf)}`,
  );
  const [records, wait] = later === 1 ? ["record is", "waits"] : ["records are", "wait"];
  const message = `${later} order ${records} dated after ${asOf} and ${wait} for a later report.`;
  return later === 0 ? [] : [{kind: "info", source: "orders", message}];
}

/** Days without any order beyond which a date is rather wrong than the shop closed. */
const longestPause = 180;

/** Says where orders pause for so long that a wrong date stretches the window. */
async function longGaps(warehouse: Warehouse): Promise<Note[]> {
  const gaps = await warehouse.rows<{before: string; after: string; days: number}>(`
    with days as (select distinct ordered_on as day from mart_orders),
    pauses as (select lag(day) over (order by day) as before, day as after from days)
    select before, after, date_diff('day', before, after) as days from pauses
    where date_diff('day', before, after) > ${longestPause} order by before`);
  return gaps.map(({before, after, days}) => {
    const message = `No order is dated between ${before} and ${after}, ${days} days: is one of these dates wrong?`;
    return {kind: "degraded", source: "orders", message};
  });
}
