import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {type Changes, touchDays} from "./changes.ts";
import {doubtfulChecks, failedRows} from "./checks.ts";
import {findRepeats, type Keys, keysOf, repeatedKey, takeRepeats} from "./duplicates.ts";
import {forgetValues, learnValues} from "./learning.ts";
import type {RawColumn} from "./mapping.ts";
import {Questions} from "./questions.ts";
import {insertAll, standsInNone} from "./results.ts";
import {rowsOf} from "./stored.ts";
import {cleanRows, type Plan, recordsOf} from "./tables.ts";
import {unreadRows} from "./unread.ts";

/** What changed in a source whose decisions are those of before. */
interface Delta {
  readonly plan: Plan;
  readonly raw: readonly RawColumn[];
  readonly changes: Changes;
  readonly keys: Keys | undefined;
  /** The records that are gone, as they were read. */
  readonly leaving: string;
  /** Other rows may change their place as well: those that share a key with one that came or went. */
  readonly isWider: boolean;
}

/** Takes up the rows of a source that changed: their values, where they belong now, and that of rows they repeat. Returns by how many the clean records are more. */
export async function takeChanges(
  warehouse: Warehouse,
  plan: Plan,
  raw: readonly RawColumn[],
  changes: Changes,
): Promise<number> {
  const {name} = plan.spec;
  const isTyped = recordsOf(plan) !== rowsOf(name);
  const keys = keysOf(plan, raw, "true");
  const leaving = isTyped ? `leaving_${name}` : `gone_${name}`;
  const delta: Delta = {plan, raw, changes, keys, leaving, isWider: keys !== undefined || changes.gone > 0};
  const questions = new Questions(warehouse);
  const learnt = await learnValues(questions, plan);
  await warehouse.run([...remember(delta), ...learnt, ...arrive(delta), ...findAffected(delta)].join(";"));
  await sortOut(warehouse, questions, delta);
  const more = await touchAndCount(warehouse, questions, delta);
  const forgotten = changes.gone > 0 ? await forgetValues(questions, plan) : [];
  await warehouse.run([...forgotten, ...clear(delta)].join(";"));
  return more;
}

/** SQL that keeps what is to be known of the records that are gone. */
function remember(delta: Delta): string[] {
  const {plan, changes, keys, leaving} = delta;
  const {name} = plan.spec;
  const typed = `create or replace temp table ${leaving} as select * from ${recordsOf(plan)} where "row" in (select "row" from gone_${name})`;
  return [
    ...(leaving === `gone_${name}` ? [] : [typed]),
    ...(changes.gone > 0 ? [touchDays(name, daysOf(plan, leaving))] : []),
    ...(keys ? [`create or replace temp table keys_${name} as ${keyRows(delta, leaving)}`] : []),
  ];
}

/** SQL for the records that came, as they are read; and for those that share their key with one that came or went. */
function arrive(delta: Delta): string[] {
  const {plan, changes, keys} = delta;
  const {name} = plan.spec;
  const isFresh = `"row" in (select "row" from fresh_${name})`;
  // Blocks of other rows are not looked at.
  const isNear = changes.first === null ? "false" : `"row" between ${changes.first} and ${changes.last}`;
  const arriving = `create or replace temp table arriving_${name} as
    select * from ${recordsOf(plan)} where ${isNear} and ${isFresh}`;
  if (!keys) return [arriving];
  return [
    arriving,
    `insert into keys_${name} ${keyRows(delta, `arriving_${name}`)}`,
    `create or replace temp table candidates_${name} as ${sharing(name, keys)}`,
  ];
}

/** SQL for the days of records; of no day where the source has none. */
function daysOf(plan: Plan, records: string, where = "true"): string {
  if (plan.spec.day === undefined) return `select cast(null as date) as day from ${records} as kept where ${where}`;
  const day = identifier(plan.spec.day);
  return `select ${day} as day from (${cleanRows(plan, {where, records, wanted: day})}) as checked`;
}

function keyRows({plan, raw}: Delta, records: string): string {
  const {rows, names} = keysOf(plan, raw, "true", records)!;
  return `select distinct ${names.join(", ")} from (${rows}) as rows`;
}

function sharing(source: string, {rows, names}: Keys): string {
  const same = names.map((key) => `keys.${key} is not distinct from all_rows.${key}`).join(" and ");
  return `select all_rows.* from (${rows}) as all_rows where exists (select 1 from keys_${source} as keys where ${same})`;
}

/** SQL that notes which rows there were whose place may be another now, and whether they were clean, and takes them from where they stood. */
function findAffected({plan, keys, isWider}: Delta): string[] {
  if (!isWider) return [];
  const {name} = plan.spec;
  const gone = `select "row" from gone_${name}`;
  const candidates = keys ? `select "row" from candidates_${name}` : undefined;
  const others = candidates ? ` union ${candidates} where "row" not in (select "row" from fresh_${name})` : "";
  const isCandidate = candidates ? `or ("row" in (${candidates}) and reason = ${text(repeatedKey(plan.spec))})` : "";
  return [
    `create or replace temp table affected_${name} as
      select "row", "row" not in (select "row" from rejected_${name}) and "row" not in (select "row" from duplicates_${name}) as was_clean
      from (${gone}${others}) as earlier`,
    `delete from rejected_${name} where "row" in (${gone}) ${isCandidate}`,
    `delete from duplicates_${name} where "row" in (${gone}${candidates ? ` union all ${candidates}` : ""})`,
  ];
}

async function sortOut(warehouse: Warehouse, questions: Questions, {plan, raw, keys}: Delta): Promise<void> {
  const {name} = plan.spec;
  const [rejected, arriving] = [`rejected_${name}`, `arriving_${name}`];
  const [unread, doubts, count] = await Promise.all([
    unreadRows(questions, plan, arriving),
    doubtfulChecks(questions, plan),
    keys ? questions.ask<{rows: number}>({measures: {rows: "count(*)"}, from: `candidates_${name}`}) : {rows: 0},
  ]);
  if (unread.length > 0) await warehouse.run(insertAll(rejected, unread));
  const failed = doubts.map((doubt) => failedRows(plan, doubt, standsInNone([rejected]), arriving));
  if (failed.length > 0) await warehouse.run(insertAll(rejected, failed));
  if (!keys || count.rows === 0) return;
  const rows = `select * from candidates_${name} as kept where ${standsInNone([rejected])}`;
  await findRepeats(warehouse, plan.spec, {...keys, rows}, count.rows);
  await warehouse.run(takeRepeats(plan, raw, keys));
}

/** Touches the days of rows that came or whose place is another one, and counts by how many the clean records are more. */
async function touchAndCount(warehouse: Warehouse, questions: Questions, delta: Delta): Promise<number> {
  const {plan, keys, isWider} = delta;
  const {name} = plan.spec;
  const candidates = keys ? ` union select "row" from candidates_${name}` : "";
  const present = `(select "row" from fresh_${name}${candidates})`;
  const clean = `(select "row" from ${present} as kept where ${standsInNone([`rejected_${name}`, `duplicates_${name}`])})`;
  const isMoved = `"row" in ${present} and was_clean <> ("row" in ${clean})`;
  const none = {clean: 0, moved: 0};
  const [now, before] = await Promise.all([
    questions.ask<{clean: number}>({measures: {clean: "count(*)"}, from: `${clean} as clean`}),
    isWider
      ? questions.ask<typeof none>({
          measures: {clean: "count(*) filter (was_clean)", moved: `count(*) filter (${isMoved})`},
          from: `affected_${name}`,
        })
      : none,
  ]);
  const days = [daysOf(plan, `arriving_${name}`)];
  const moved = `select "row" from affected_${name} where ${isMoved}`;
  if (before.moved > 0) days.push(daysOf(plan, recordsOf(plan), `kept."row" in (${moved})`));
  await warehouse.run(days.map((some) => touchDays(name, some)).join(";"));
  return now.clean - before.clean;
}

/** SQL that drops what was only needed on the way. */
function clear({plan, keys, leaving, isWider}: Delta): string[] {
  const {name} = plan.spec;
  const tables = [
    ...(leaving === `gone_${name}` ? [] : [leaving]),
    `arriving_${name}`,
    ...(isWider ? [`affected_${name}`] : []),
    ...(keys ? [`candidates_${name}`, `keys_${name}`] : []),
  ];
  return tables.map((table) => `drop table ${table}`);
}
