import {AuditError, fixed, messageOf, type Phrased, phrased, RunError} from "../lib/errors.ts";
import {type Row, text, type Warehouse} from "../store/warehouse.ts";
import type {Model} from "./models.ts";

/** Faults shown of a failed audit; all of them are counted. */
const shownFaults = 3;

interface AuditResult {
  readonly name: string;
  readonly about: string;
  readonly faults: number;
  /** The first faults, as JSON objects. */
  readonly examples: readonly string[];
}

/** Runs every audit, Daybook's and the user's `own`, keeps the results in `mart_audits` and throws when one found a fault. Those about a source that is not there hold as well, but say nothing to anybody. */
export async function runAudits(
  warehouse: Warehouse,
  audits: readonly Model[],
  own: readonly Model[],
  there: ReadonlySet<string>,
): Promise<void> {
  const suspects = [...(await withFaults(warehouse, audits)), ...own];
  const results: AuditResult[] = [];
  for (const audit of suspects) results.push(await runAudit(warehouse, audit));
  const failed = results.filter(({faults}) => faults > 0);
  if (failed.length > 0) throw new AuditError(describeFailure(failed));
  const told = audits.filter(({needs}) => needs.every((need) => there.has(need)));
  const rows = [...told, ...own].map(({name, about}) => `(${text(name)}, ${text(about)}, 0)`);
  await warehouse.run(`create or replace table mart_audits (name varchar, about varchar, faults bigint);
    insert into mart_audits values ${rows.join(", ")}`);
}

/** Those that find something, asked all at once: each by itself takes longer to plan than to run. */
async function withFaults(warehouse: Warehouse, audits: readonly Model[]): Promise<readonly Model[]> {
  const counts = audits.map(({sql}, i) => `select ${i} as place, count(*) as faults from (\n${sql}\n) as faults`);
  const rows = await warehouse.rows<{place: number; faults: number}>(counts.join(" union all "));
  return rows.flatMap(({place, faults}) => (faults > 0 ? audits[place]! : []));
}

async function runAudit(warehouse: Warehouse, {name, about, sql}: Model): Promise<AuditResult> {
  const found = await ask(warehouse, name, sql);
  const faults = (found[0]?.faults_in_all as number | undefined) ?? 0;
  const examples = found.map(({faults_in_all: _, ...fault}) => JSON.stringify(fault));
  return {name, about, faults, examples};
}

async function ask(warehouse: Warehouse, name: string, sql: string): Promise<readonly Row[]> {
  try {
    return await warehouse.rows(
      `select faults.*, count(*) over () as faults_in_all from (\n${sql}\n) as faults limit ${shownFaults}`,
    );
  } catch (error) {
    throw new RunError(phrased`the audit ${fixed(name)} could not be run: ${messageOf(error)}`, {cause: error});
  }
}

/** What failed, with the first faults; says that nothing was published. The log may name the audits, not what they found. */
function describeFailure(failed: readonly AuditResult[]): Phrased {
  const count = failed.length === 1 ? "an audit" : `${failed.length} audits`;
  const heading = `${count} failed; the earlier marts, figures and report are untouched`;
  const found = failed.map(({name, about, faults, examples}) => {
    const more = faults - examples.length;
    const shown = [...examples, ...(more > 0 ? [`and ${more} more`] : [])].map((line) => `    ${line}`);
    return [`  ${name}: ${faults} ${faults === 1 ? "fault" : "faults"}. It must hold: ${about}`, ...shown].join("\n");
  });
  return {text: [heading, ...found].join("\n"), phrase: `${heading}: ${failed.map(({name}) => name).join(", ")}`};
}
