import type {Config, SourceConfig} from "../config/config.ts";
import {version} from "../lib/version.ts";
import type {Note} from "../stage.ts";
import {isOneOf, text, type Warehouse} from "../store/warehouse.ts";
import type {Evidences} from "./evidence.ts";
import type {RawColumn} from "./mapping.ts";
import type {Relations} from "./relations.ts";
import {cleanView} from "./results.ts";
import {type Plan, typedRows, valueRows} from "./tables.ts";

/** How a source was read when it last was. */
export interface State {
  /** All that is known before a text is looked at. */
  readonly settings: string;
  /** What the texts decided, down to the SQL; nothing where the source was left out. */
  readonly decisions: string;
  readonly generation: number;
  /** What the texts said that decided it. */
  readonly evidences: Evidences;
  readonly notes: readonly Note[];
}

export const stateTables = `
  create table if not exists fingerprints (stage varchar, source varchar, value varchar);
  create table if not exists touched_days (source varchar, day date);
  create table if not exists touched_all (source varchar);
  create table if not exists clean_counts (source varchar, raw bigint, clean bigint, rejected bigint, duplicates bigint)`;

export async function readStates(warehouse: Warehouse, relations: Relations): Promise<ReadonlyMap<string, State>> {
  if (!relations.has("fingerprints")) return new Map();
  const rows = await warehouse.rows<{source: string; value: string}>(
    "select source, value from fingerprints where stage = 'normalize'",
  );
  return new Map(rows.map(({source, value}) => [source, JSON.parse(value) as State]));
}

/** SQL that keeps the states of sources in the place of earlier ones. */
export function keepStates(states: ReadonlyMap<string, State>): string[] {
  const rows = [...states].map(([source, state]) => `('normalize', ${text(source)}, ${text(JSON.stringify(state))})`);
  return [
    `delete from fingerprints where stage = 'normalize' and ${isOneOf("source", [...states.keys()])}`,
    `insert into fingerprints values ${rows.join(", ")}`,
  ];
}

/** Another number for another way to keep states: all sources are read again. */
const way = 2;

export function settingsOf(source: SourceConfig, {timezone, currency}: Config, raw: readonly RawColumn[]): string {
  const {spec, columns, missing, decimal, optional} = source;
  return JSON.stringify({way, version: version(), spec, columns, missing, decimal, optional, timezone, currency, raw});
}

/** Two plans with the same decisions make the same of the same records. */
export function decisionsOf(plan: Plan): string {
  const anyGeneration = {...plan, generation: 0};
  const {readings} = plan;
  const values = readings
    .filter(({place}) => place === "dictionary")
    .map((reading) => valueRows(anyGeneration, reading));
  return JSON.stringify({readings, sql: [...values, typedRows(anyGeneration), cleanView(anyGeneration, "true")]});
}
