import {catalog} from "../config/catalog.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {applyDelta, type Delta, noChanges, usedCodes} from "./delta.ts";
import {keepState, knownTable, settingsOf} from "./known.ts";
import {blocksTable, forgetBlocks, keepBlocks, shortLook} from "./look.ts";
import {
  createRawTables,
  describeSource,
  dropSource,
  forgetDescription,
  type Relation,
  relationsOf,
  rowCount,
  takeWhole,
} from "./rawTables.ts";
import type {Finding, SourceReading} from "./reading.ts";

/** What became of a source that there is. */
export interface Change extends Omit<Delta, "isAppended"> {
  readonly state: "unchanged" | "appended" | "changed" | "new";
  /** Records it now has. */
  readonly rows: number;
  /** Records that were read. */
  readonly read: number;
}

/** Brings the raw tables up to date with what was found, all at once. Sources that are not among it have none afterwards: those that had are `removed`. */
export async function publish(
  warehouse: Warehouse,
  findings: readonly Finding[],
): Promise<{readonly changes: ReadonlyMap<string, Change>; readonly removed: readonly string[]}> {
  const changes = new Map<string, Change>();
  const relations = await relationsOf(warehouse);
  const gone = withoutSource(relations, findings);
  if (gone.length === 0 && findings.every(({reading}) => reading === undefined)) {
    for (const {source, known} of findings) changes.set(source.name, unchanged(known!.rows));
    return {changes, removed: []};
  }
  await warehouse.transaction(async () => {
    await createRawTables(warehouse);
    await warehouse.run(
      `${knownTable}; ${usedCodes}; ${blocksTable}; create table if not exists reloaded (source varchar)`,
    );
    for (const name of gone) await warehouse.run(removeSource(relations, name));
    for (const finding of findings)
      changes.set(finding.source.name, await publishSource(warehouse, finding, relations));
  });
  return {changes, removed: gone};
}

function unchanged(rows: number): Change {
  return {state: "unchanged", rows, read: 0, fresh: 0, gone: 0};
}

/** The sources the warehouse has and the findings have not. */
function withoutSource(relations: readonly Relation[], findings: readonly Finding[]): readonly string[] {
  const tables = new Set(relations.map(({name}) => name));
  const found = new Set(findings.map(({source}) => source.name));
  const names = catalog.map(({name}) => name).filter((name) => !found.has(name));
  return names.filter((name) => tables.has(`rows_${name}`) || tables.has(`raw_${name}`));
}

function removeSource(relations: readonly Relation[], name: string): string {
  const states = `delete from source_states where source = ${text(name)}; ${forgetBlocks(name)}`;
  return `${dropSource(relations, name)} ${forgetDescription(name)}; ${states}; ${markReloaded(name)}`;
}

async function publishSource(warehouse: Warehouse, finding: Finding, relations: readonly Relation[]): Promise<Change> {
  const {source, reading, known, stamps, notes} = finding;
  if (reading === undefined) return unchanged(known!.rows);
  const read = reading.files.reduce((sum, file) => sum + file.rows, 0);
  const delta = await inPlace(warehouse, finding, reading);
  if (delta === undefined) await warehouse.run(replaceSource(relations, reading));
  const rows = delta === undefined ? read : await rowCount(warehouse, `rows_${source.name}`);
  const bytes = reading.files.reduce((sum, file) => sum + file.bytes, 0);
  const look = shortLook(reading.look);
  const state = {settings: settingsOf(source), files: stamps, notes, rows, bytes, faults: reading.faults, look};
  const blocks = keepBlocks(source.name, reading.look);
  await warehouse.run(`${describeSource(reading, rows)}; ${blocks}; ${keepState(source.name, state)}`);
  if (delta === undefined) return {state: known ? "changed" : "new", rows, read, fresh: rows, gone: 0};
  const {fresh, gone} = delta;
  return {state: stateAfter(delta), rows, read, fresh, gone};
}

function replaceSource(relations: readonly Relation[], reading: SourceReading): string {
  const {name} = reading.source;
  if (reading.reread !== "everything") throw new Error(`${name} was read in part and cannot be taken whole`);
  return `${dropSource(relations, name)} ${takeWhole(reading)}; ${noChanges(name)}; ${markReloaded(name)}`;
}

function stateAfter({fresh, gone, isAppended}: Delta): Change["state"] {
  if (fresh + gone === 0) return "unchanged";
  return isAppended ? "appended" : "changed";
}

/** Changes the rows that differ, where what was read has the columns that are there. */
async function inPlace(
  warehouse: Warehouse,
  {source, known}: Finding,
  {columns, tables, reread, faults}: SourceReading,
): Promise<Delta | undefined> {
  if (known === undefined || known.faults + faults > 0 || known.settings !== settingsOf(source)) return undefined;
  const shape = (of: typeof columns) =>
    JSON.stringify(of.map((column) => [column.name, column.columnName, column.isNumber === true, column.storage]));
  if (shape(columns) !== shape(known.columns)) return undefined;
  const waiting = await warehouse.rows(`select source from reloaded where source = ${text(source.name)}`);
  const part = {source: source.name, columns, tables, reread, rows: known.rows, isReloaded: waiting.length > 0};
  return applyDelta(warehouse, part);
}

function markReloaded(source: string): string {
  return `delete from reloaded where source = ${text(source)}; insert into reloaded values (${text(source)})`;
}
