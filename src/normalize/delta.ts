import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {type Changes, touchDays} from "./changes.ts";
import {failedRows} from "./checks.ts";
import {findRepeats, type Keys, keysOf, repeatedKey, takeRepeats} from "./duplicates.ts";
import type {RawColumn} from "./mapping.ts";
import {insertAll, standsInNone} from "./results.ts";
import {codesOf, dictionaryOf, rowsOf} from "./stored.ts";
import {
  cleanRows,
  type Plan,
  rawOrigin,
  recordsOf,
  typedRows,
  typedTableName,
  valuesOf,
  valuesTable,
} from "./tables.ts";
import {unreadRows} from "./unread.ts";

/** Takes up the rows of a source that changed, where its decisions are those of before: their values, where they belong now, and that of rows they repeat. Returns by how many the clean records are more. */
export async function takeChanges(
  warehouse: Warehouse,
  plan: Plan,
  raw: readonly RawColumn[],
  {gone}: Changes,
): Promise<number> {
  const {name} = plan.spec;
  await warehouse.run(leaving(plan));
  await warehouse.run(touchDays(name, daysOf(plan, "true", `leaving_${name}`)));
  const keys = keysOf(plan, raw, "true");
  if (keys) await warehouse.run(`create or replace temp table keys_${name} as ${keyRows(plan, raw, "leaving")}`);
  await warehouse.run(learnValues(plan));
  await warehouse.run(`create or replace temp table arriving_${name} as
    select * from ${recordsOf(plan)} where "row" in (select "row" from fresh_${name})`);
  if (keys) await warehouse.run(`insert into keys_${name} ${keyRows(plan, raw, "arriving")}`);
  await warehouse.run(
    `create or replace temp table candidates_${name} as ${keys ? sharing(plan, keys) : `select "row" from fresh_${name} limit 0`}`,
  );
  await warehouse.run(affected(name));
  await sortOut(warehouse, plan, raw, keys);
  const clean = await touchAndCount(warehouse, plan);
  if (gone > 0) await warehouse.run(forgetValues(plan));
  const temporary = ["leaving", "arriving", "candidates", "affected", ...(keys ? ["keys"] : [])];
  await warehouse.run(temporary.map((table) => `drop table ${table}_${name}`).join(";"));
  return clean;
}

/** The records that are gone, as they were read. */
function leaving(plan: Plan): string {
  const {name} = plan.spec;
  const isTyped = recordsOf(plan) !== rowsOf(name);
  return `create or replace temp table leaving_${name} as
    ${isTyped ? `select * from ${recordsOf(plan)} where "row" in (select "row" from gone_${name})` : `from gone_${name}`}`;
}

function daysOf(plan: Plan, where: string, records: string): string {
  return `select ${identifier(plan.spec.day)} as day from (${cleanRows(plan, where, records)}) as checked`;
}

function keyRows(plan: Plan, raw: readonly RawColumn[], table: "leaving" | "arriving"): string {
  const {rows, names} = keysOf(plan, raw, "true", `${table}_${plan.spec.name}`)!;
  return `select distinct ${names.join(", ")} from (${rows}) as rows`;
}

/** Reads the texts that are new, and the records that are read one by one. */
function learnValues(plan: Plan): string {
  const {spec, readings} = plan;
  const dictionaries = readings.filter(({place}) => place === "dictionary");
  const learnt = dictionaries.map((reading) => {
    const values = valuesTable(plan, reading);
    const isNew = `not exists (select 1 from ${values} as known where known.code = dictionary.code)`;
    return `insert into ${values} ${valuesOf(plan, reading, isNew)}`;
  });
  if (recordsOf(plan) === rowsOf(spec.name)) return learnt.join(";");
  const typed = typedTableName(plan);
  return [
    ...learnt,
    `delete from ${typed} where "row" in (select "row" from gone_${spec.name})`,
    `insert into ${typed} by name ${typedRows(plan, `"row" in (select "row" from fresh_${spec.name})`)}`,
  ].join(";");
}

/** The records that share their key with one that came or went. */
function sharing({spec}: Plan, {rows, names}: Keys): string {
  const same = names.map((key) => `keys.${key} is not distinct from all_rows.${key}`).join(" and ");
  return `select all_rows.* from (${rows}) as all_rows where exists (select 1 from keys_${spec.name} as keys where ${same})`;
}

/** The records there were whose place may be another now, and whether they were clean. */
function affected(source: string): string {
  return `create or replace temp table affected_${source} as
    select "row", "row" not in (select "row" from rejected_${source}) and "row" not in (select "row" from duplicates_${source}) as was_clean
    from (select "row" from gone_${source}
      union select "row" from candidates_${source} where "row" not in (select "row" from fresh_${source})) as earlier`;
}

async function sortOut(
  warehouse: Warehouse,
  plan: Plan,
  raw: readonly RawColumn[],
  keys: Keys | undefined,
): Promise<void> {
  const {name} = plan.spec;
  const [rejected, arriving] = [`rejected_${name}`, `arriving_${name}`];
  await warehouse.run(`
    delete from ${rejected} where "row" in (select "row" from gone_${name})
      or ("row" in (select "row" from candidates_${name}) and reason = ${text(repeatedKey(plan.spec))});
    delete from duplicates_${name} where "row" in (select "row" from gone_${name} union all select "row" from candidates_${name})`);
  const unread = await unreadRows(warehouse, plan, arriving);
  if (unread.length > 0) await warehouse.run(insertAll(rejected, unread));
  const failed = await failedRows(warehouse, plan, standsInNone([rejected]), arriving);
  if (failed.length > 0) await warehouse.run(insertAll(rejected, failed));
  if (!keys) return;
  const rows = `select * from candidates_${name} as kept where ${standsInNone([rejected])}`;
  await findRepeats(warehouse, plan.spec, {...keys, rows});
  await warehouse.run(`${takeRepeats(plan, raw, keys)}; drop table repeats_${name}`);
}

/** Touches the days of rows that came or whose place is another one, and counts by how many the clean records are more. */
async function touchAndCount(warehouse: Warehouse, plan: Plan): Promise<number> {
  const {name} = plan.spec;
  const isClean = standsInNone([`rejected_${name}`, `duplicates_${name}`]);
  const present = `select "row" from fresh_${name} union select "row" from candidates_${name}`;
  await warehouse.run(`create or replace temp table present_${name} as
    select * from ${recordsOf(plan)} where "row" in (${present})`);
  const now = `select "row" from (${cleanRows(plan, isClean, `present_${name}`)}) as clean`;
  const moved = `kept."row" in (select "row" from affected_${name} where was_clean <> ("row" in (${now})))`;
  await warehouse.run(touchDays(name, daysOf(plan, "true", `arriving_${name}`)));
  await warehouse.run(touchDays(name, daysOf(plan, moved, `present_${name}`)));
  const {more} = await warehouse.row<{more: number}>(
    `select (select count(*) from (${now})) - (select count(*) from affected_${name} where was_clean) as more`,
  );
  await warehouse.run(`drop table present_${name}`);
  return more;
}

/** Forgets the values of texts that no record has any more. */
function forgetValues(plan: Plan): string {
  const dictionaries = plan.readings.filter(({place}) => place === "dictionary");
  return dictionaries
    .map((reading) => {
      const dictionary = dictionaryOf(plan.spec.name, rawOrigin(reading));
      return `delete from ${valuesTable(plan, reading)} where code not in (${codesOf(dictionary)})`;
    })
    .join(";");
}
