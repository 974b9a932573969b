import type {SourceConfig} from "../config/config.ts";
import type {SourceSpec} from "../config/source.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {doubtfulChecks, failedRows} from "./checks.ts";
import {countMore} from "./counts.ts";
import {takeChanges} from "./delta.ts";
import {findRepeats, keysOf, takeRepeats} from "./duplicates.ts";
import type {RawColumn} from "./mapping.ts";
import {Questions} from "./questions.ts";
import type {Relations} from "./relations.ts";
import {cleanView, emptyClean, emptyOutcomes, faultyRows, insertAll, standsInNone} from "./results.ts";
import {isMade, type Prepared} from "./source.ts";
import {computedTable, rowsOf} from "./stored.ts";
import type {Plan} from "./tables.ts";
import {unreadRows} from "./unread.ts";

/** Puts the records of a prepared source where they belong, in the place of what stood there. `relations` are those there were before. Returns SQL for what is still to be done; those read whole are yet to be counted. */
export async function settleSource(
  warehouse: Warehouse,
  {source, raw, plan, changes}: Prepared,
  relations: Relations,
): Promise<string> {
  const {name, spec} = source;
  if (!plan) return withoutColumns(source, relations);
  if (!changes) {
    await warehouse.run(`${dropMade(relations, name)} ${emptyOutcomes(spec)}`);
    return cleanView(plan, await sortOut(warehouse, plan, raw));
  }
  const more = await takeChanges(warehouse, plan, raw, changes);
  const computed = plan.readings.some(({origin}) => "sql" in origin) ? `drop table ${computedTable(name)};` : "";
  return `${computed} ${relations.drops((one) => one === `clean_${name}`)}
    ${cleanView(plan, await notExcluded(warehouse, name))}; ${countMore(source, more)}`;
}

/** SQL that leaves the tables of a source that is not there: those that stand empty, so that every model finds its columns, and none of the others. */
export function leaveOut(spec: SourceSpec, relations: Relations): string {
  const {name, standsEmpty} = spec;
  if (standsEmpty) return withoutRecords(spec, relations);
  const tables = [`rejected_${name}`, `duplicates_${name}`].map((table) => `drop table if exists ${table}`);
  return `${dropMade(relations, name)} ${tables.join("; ")}; delete from clean_counts where source = ${text(name)}`;
}

function withoutRecords(spec: SourceSpec, relations: Relations): string {
  return `${dropMade(relations, spec.name)} ${emptyOutcomes(spec)}; ${emptyClean(spec)};
    delete from clean_counts where source = ${text(spec.name)}`;
}

/** A JSON file without records, or with empty ones, has no columns. */
function withoutColumns(source: SourceConfig, relations: Relations): string {
  const {name, spec} = source;
  return `${withoutRecords(spec, relations)};
    insert into rejected_${name} select "row", null, null, 'the record has no fields' from raw_${name}`;
}

/** SQL that drops what was made of a source, whatever it was. */
function dropMade(relations: Relations, source: string): string {
  return relations.drops((name) => name === `clean_${source}` || isMade(name, source));
}

/** Puts each record that is not clean among the rejected or the duplicates. Returns SQL that is true of the others, as `kept`. */
async function sortOut(warehouse: Warehouse, plan: Plan, raw: readonly RawColumn[]): Promise<string> {
  const {spec} = plan;
  const rejected = `rejected_${spec.name}`;
  const questions = new Questions(warehouse);
  const [records, faults, unread, doubts] = await Promise.all([
    count(questions, rowsOf(spec.name)),
    count(questions, `raw_faults where source = ${text(spec.name)}`),
    unreadRows(questions, plan),
    doubtfulChecks(questions, plan),
  ]);
  const first = [...(faults > 0 ? [faultyRows(spec)] : []), ...unread];
  if (first.length > 0) await warehouse.run(insertAll(rejected, first));
  const isRead = first.length > 0 ? standsInNone([rejected]) : "true";
  if (doubts.length > 0)
    await warehouse.run(
      insertAll(
        rejected,
        doubts.map((doubt) => failedRows(plan, doubt, isRead)),
      ),
    );
  const isPlausible = doubts.length > 0 ? standsInNone([rejected]) : isRead;
  const keys = keysOf(plan, raw, isPlausible);
  if (!keys && isPlausible === "true") return "true";
  if (keys) {
    await findRepeats(warehouse, spec, keys, records);
    await warehouse.run(takeRepeats(plan, raw, keys));
  }
  return notExcluded(warehouse, spec.name);
}

async function count(questions: Questions, from: string): Promise<number> {
  return (await questions.ask<{rows: number}>({measures: {rows: "count(*)"}, from})).rows;
}

/** SQL that is true of a record, as `kept`, that is neither rejected nor a duplicate; it asks only for what there is. */
async function notExcluded(warehouse: Warehouse, source: string): Promise<string> {
  const tables = [`rejected_${source}`, `duplicates_${source}`];
  const some = await warehouse.row<Record<string, boolean>>(
    `select ${tables.map((table) => `exists (from ${table}) as ${table}`).join(", ")}`,
  );
  return standsInNone(tables.filter((table) => some[table]));
}
