import type {RowCheck, SourceSpec} from "../config/source.ts";
import {identifier, text, type Warehouse} from "../store/warehouse.ts";
import {mentions} from "./expressions.ts";
import {fallbackOf} from "./mapping.ts";
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

/** SQL for the rows of `rejected_<source>` that fulfil some check not, out of the records that fulfil `where` (SQL over the record as `kept`). A check on one column is tried on its dictionary; records are looked at only where a value fails. */
export async function failedRows(
  warehouse: Warehouse,
  plan: Plan,
  where: string,
  records = recordsOf(plan),
): Promise<string[]> {
  const {spec} = plan;
  const checks = spec.checks.map((check) => ({check, reading: soleReading(plan, check)}));
  const onCodes = checks.flatMap(({check, reading}) => (reading ? [failingCodes(plan, check, reading)] : []));
  const counts =
    onCodes.length === 0
      ? {}
      : await warehouse.row<Record<string, number>>(
          `select ${onCodes.map((codes, i) => `(select count(*) from (${codes})) as n${i}`).join(", ")}`,
        );
  const failing = onCodes.filter((_, i) => counts[`n${i}`] !== 0);
  return checks.flatMap(({check, reading}) => {
    if (!reading) return [failed(plan, check, where, records)];
    const codes = failingCodes(plan, check, reading);
    if (!failing.includes(codes)) return [];
    return [failed(plan, check, `${codeOf(rawOrigin(reading))} in (${codes}) and ${where}`, records)];
  });
}

function failed(plan: Plan, {column, holds, reason}: RowCheck, where: string, records: string): string {
  return `
    select "row", ${text(column)} as "column", cast(${identifier(column)} as varchar) as value, ${text(reason)} as reason
    from (${cleanRows(plan, where, records)}) as checked where not (${holds})`;
}

/** The one column with a dictionary on which alone the check depends, if so it is. */
function soleReading({spec, readings}: Plan, check: RowCheck): Reading | undefined {
  const bound = boundColumns(readings);
  const needed = new Set<string>();
  gather(spec, bound, check.holds, needed);
  const [name, ...others] = [...needed].filter((column) => column === "row" || bound.has(column));
  const reading = readings.find(({column}) => column === name);
  return others.length === 0 && reading?.place === "dictionary" ? reading : undefined;
}

/** The columns an expression over the clean ones is made of, in the end. */
function gather(spec: SourceSpec, bound: ReadonlySet<string>, expression: string, needed: Set<string>): void {
  for (const name of [...Object.keys(spec.columns), "row"]) {
    if (needed.has(name) || !mentions(expression, name)) continue;
    needed.add(name);
    const column = spec.columns[name];
    const source = column && ((bound.has(name) ? undefined : fallbackOf(column, bound)) ?? column.derive);
    if (source) gather(spec, bound, source, needed);
  }
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
