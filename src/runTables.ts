import {type Note, type StageContext, type StageName, type StageResult, stageNames} from "./stage.ts";
import {text, type Warehouse} from "./store/warehouse.ts";

/** What one stage did. */
export interface StageRun extends StageResult {
  readonly stage: StageName;
  /** Rows the stage wrote, over all its tables. */
  readonly rows: number;
  /** Milliseconds it took. */
  readonly ms: number;
}

/** The stages that leave all they make in the warehouse; the others are run again whenever what they make is needed. */
const lasting: readonly StageName[] = ["integrate", "normalize", "federate"];

/** What was run on these tables, kept beside them: the latest run of each stage with its purpose, and what it noted. */
export async function createRunTables(warehouse: Warehouse): Promise<void> {
  await warehouse.run(`
    create table if not exists run_stages (stage varchar, "rows" bigint, ms bigint);
    alter table run_stages add column if not exists counts varchar;
    alter table run_stages add column if not exists purpose varchar;
    alter table run_stages add column if not exists changes varchar;
    create table if not exists run_notes (stage varchar, kind varchar, source varchar, message varchar)`);
}

/** From now on the tables of `name` and of what is made of them serve no purpose, until the stage is finished. */
export async function beginStage(name: StageName, warehouse: Warehouse): Promise<void> {
  const from = stageNames.slice(stageNames.indexOf(name)).map(text);
  await warehouse.run(`update run_stages set purpose = null where stage in (${from.join(", ")})`);
}

export async function keepStage(run: StageRun, {warehouse, purpose}: StageContext): Promise<void> {
  const {stage, rows, ms, counts, changes = {}, notes} = run;
  const facts = [counts, changes].map((one) => text(JSON.stringify(one)));
  const values = [text(stage), rows, ms, ...facts, purpose ? text(purpose) : "null"];
  const kept = [
    ...["run_stages", "run_notes"].map((table) => `delete from ${table} where stage = ${text(stage)}`),
    `insert into run_stages (stage, "rows", ms, counts, changes, purpose) values (${values.join(", ")})`,
    ...notes.map((note) => `insert into run_notes values (${noteValues(stage, note)})`),
  ];
  await warehouse.transaction(() => warehouse.run(kept.join(";\n")));
}

/** The stage as it was run for the very purpose of `context`, if its tables and those they are made of still serve it. */
export async function finishedStage(name: StageName, context: StageContext): Promise<StageRun | undefined> {
  const {warehouse, purpose} = context;
  const needed = lasting.slice(0, lasting.indexOf(name) + 1);
  if (purpose === undefined || needed.length === 0) return undefined;
  const finished = await warehouse.rows<StoredStage>(
    `select stage, "rows", ms, counts, changes from run_stages where purpose = ${text(purpose)}`,
  );
  const found = finished.find(({stage}) => stage === name);
  const isWhole = needed.every((stage) => finished.some((other) => other.stage === stage));
  return found && isWhole ? restored(found, warehouse) : undefined;
}

interface StoredStage extends Pick<StageRun, "stage" | "rows" | "ms"> {
  /** JSON. */
  readonly counts: string;
  readonly changes: string | null;
}

async function restored({counts, changes, ...stage}: StoredStage, warehouse: Warehouse): Promise<StageRun> {
  const notes = await warehouse.rows<Note>(
    `select kind, source, message from run_notes where stage = ${text(stage.stage)}`,
  );
  const facts = {
    counts: JSON.parse(counts) as StageRun["counts"],
    changes: JSON.parse(changes ?? "{}") as Record<string, string>,
  };
  return {...stage, ...facts, notes};
}

function noteValues(stage: StageName, {kind, source, message}: Note): string {
  return [stage, kind, source, message].map(text).join(", ");
}
