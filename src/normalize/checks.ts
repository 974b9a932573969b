import type {RowCheck} from "../config/source.ts";
import {identifier, text} from "../store/warehouse.ts";
import {neededBy} from "./needs.ts";
import type {Questions} from "./questions.ts";
import {codeOf} from "./stored.ts";
import {
  absentColumns,
  boundColumns,
  cleanRows,
  finished,
  type Plan,
  rawOrigin,
  recordsOf,
  valuesTable,
} from "./tables.ts";
import {type Reading, sqlType} from "./values.ts";

/** A check that records may fail. */
export interface Doubt {
  readonly check: RowCheck;
  /** SQL for the records it can fail at, by their codes; all of them where it is absent. */
  readonly suspects?: string;
}

/** The checks that some record may fail. One on a single column is tried on its dictionary; records need be looked at only where a value fails. */
export async function doubtfulChecks(questions: Questions, plan: Plan): Promise<readonly Doubt[]> {
  const doubts = await Promise.all(plan.spec.checks.map((check) => doubtOf(questions, plan, check)));
  return doubts.flatMap((doubt) => doubt ?? []);
}

async function doubtOf(questions: Questions, plan: Plan, check: RowCheck): Promise<Doubt | undefined> {
  const reading = soleReading(plan, check);
  if (!reading) return {check};
  const codes = failingCodes(plan, check, reading);
  const {failing} = await questions.ask<{failing: number}>({measures: {failing: "count(*)"}, from: `(${codes})`});
  return failing === 0 ? undefined : {check, suspects: `${codeOf(rawOrigin(reading))} in (${codes})`};
}

/** SQL for the rows of `rejected_<source>` that fail a check, out of the records that fulfil `where` (SQL over the record as `kept`). */
export function failedRows(plan: Plan, {check, suspects}: Doubt, where: string, records = recordsOf(plan)): string {
  const {column, holds, reason} = check;
  const wanted = `${holds}, ${identifier(column)}`;
  const rows = cleanRows(plan, {where: suspects ? `${suspects} and ${where}` : where, records, wanted});
  return `
    select "row", ${text(column)} as "column", cast(${identifier(column)} as varchar) as value, ${text(reason)} as reason
    from (${rows}) as checked where not (${holds})`;
}

/** The one column with a dictionary on which alone the check depends, if so it is. */
function soleReading({spec, readings}: Plan, check: RowCheck): Reading | undefined {
  const bound = boundColumns(readings);
  const [name, ...others] = [...neededBy(spec, bound, check.holds)].filter(
    (column) => column === "row" || bound.has(column),
  );
  const reading = readings.find(({column}) => column === name);
  return others.length === 0 && reading?.place === "dictionary" ? reading : undefined;
}

/** SQL for the codes whose value fails the check; no other column has a say in it. */
function failingCodes(plan: Plan, {holds}: RowCheck, reading: Reading): string {
  const {spec, readings} = plan;
  const others = readings
    .filter((other) => other !== reading)
    .map(({column, spec: {type}}) => `cast(null as ${sqlType(type)}) as ${identifier(column)}`);
  const values = [
    `value as ${identifier(reading.column)}`,
    ...others,
    ...absentColumns(spec, readings),
    `cast(null as bigint) as "row"`,
  ];
  return `select code from (select code, ${finished(spec, readings).join(", ")}
    from (select code, ${values.join(", ")} from ${valuesTable(plan, reading)}) as typed) as checked where not (${holds})`;
}
