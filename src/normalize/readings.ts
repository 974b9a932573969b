import type {SourceConfig} from "../config/config.ts";
import {ConfigError, type Problem} from "../lib/errors.ts";
import type {Note} from "../stage.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {currencyDoubt, roundedAmounts} from "./amounts.ts";
import {type Frame, findFormats} from "./dateColumns.ts";
import {type Binding, problemAt} from "./mapping.ts";
import {chooseDecimal, chooseGrouping, type DecimalEvidence, decimalEvidence} from "./numbers.ts";
import {textName} from "./tables.ts";
import {trimmed} from "./texts.ts";
import {isNumber, type Reading, typedValue} from "./values.ts";

type Choice<T> = T | {readonly problem: string};

export interface Readings {
  readonly readings: readonly Reading[];
  readonly notes: readonly Note[];
}

/** Settles how every column is read, from the texts themselves where the config is silent, and parses each distinct text once. All open questions of a source are reported at once. */
export async function chooseReadings(
  warehouse: Warehouse,
  source: SourceConfig,
  bindings: readonly Binding[],
  frame: Frame,
): Promise<Readings> {
  const problems: Problem[] = [];
  const readings: Reading[] = [];
  const notes: Note[] = [];
  for (const binding of bindings) {
    const reading = await chooseReading(warehouse, source, binding, {...frame, notes});
    if ("problem" in reading) problems.push(problemAt(source, `.columns.${binding.column}: ${reading.problem}`));
    else readings.push(reading);
  }
  if (problems.length > 0) throw new ConfigError(frame.configFile, problems);
  return {readings, notes};
}

async function chooseReading(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  frame: Frame & {readonly notes: Note[]},
): Promise<Choice<Reading>> {
  const {type} = binding.spec;
  if (type === "id") return {...binding, decimal: undefined, isNumeric: await isNumericId(warehouse, source, binding)};
  if (type === "text") return {...binding, decimal: undefined};
  const distinct = `texts_${source.name}_${binding.column}`;
  await warehouse.run(distinctTexts(source, binding, distinct));
  const manner = await chooseManner(warehouse, source, binding, distinct, frame);
  if ("problem" in manner) return manner;
  if (type === "money")
    frame.notes.push(...(await roundedAmounts(warehouse, source, binding, distinct, manner.decimal)));
  const values = `values_${source.name}_${binding.column}`;
  await warehouse.run(`create or replace temp table ${values} as
    select source_text, text, ${typedValue({...binding, ...manner}, "text", frame.timezone)} as value from ${distinct};
    drop table ${distinct}`);
  return {...binding, ...manner, values};
}

/** Every distinct text of a column, as it stands in the source and trimmed, with the rows it stands in. */
function distinctTexts(source: SourceConfig, binding: Binding, table: string): string {
  const column = textName(binding);
  return `create or replace temp table ${table} as
    select ${column} as source_text, ${trimmed(column, source.missing)} as text, count(*) as occurrences
    from texts_${source.name} where ${column} is not null group by ${column}`;
}

type Manner = Pick<Reading, "formats" | "decimal">;

async function chooseManner(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  distinct: string,
  {timezone, currency, notes}: Frame & {readonly notes: Note[]},
): Promise<Choice<Manner>> {
  const {spec, formats, decimal} = binding;
  if (spec.type === "enum") return {formats, decimal};
  if (spec.type === "date" || spec.type === "timestamp") {
    const found = formats.length > 0 ? {formats} : await findFormats(warehouse, distinct, timezone);
    return "problem" in found ? found : {...found, decimal};
  }
  const doubt = spec.type === "money" ? await currencyDoubt(warehouse, source, binding, distinct, currency) : undefined;
  if (doubt?.problem !== undefined) return {problem: doubt.problem};
  notes.push(...(doubt?.notes ?? []));
  // What the engine computed or the source typed is written with a point, whatever the texts beside it are.
  if (isNumber(binding)) return {formats, decimal: "."};
  if (decimal) return {formats, decimal};
  const evidence = await warehouse.row<DecimalEvidence>(decimalEvidence("text", distinct, "occurrences"));
  const choice = spec.type === "integer" ? chooseGrouping(evidence) : chooseDecimal(evidence);
  return "problem" in choice ? choice : {formats, ...choice};
}

/** Some programs write every id of a column with an empty decimal: `35.0`. */
async function isNumericId(warehouse: Warehouse, source: SourceConfig, binding: Binding): Promise<boolean> {
  if (isNumber(binding)) return true;
  const {texts, others} = await warehouse.row<{texts: number; others: number}>(`
    select count(${textName(binding)}) as texts, count(*) filter (where not ends_with(${textName(binding)}, '.0')) as others
    from texts_${source.name}`);
  return texts > 0 && others === 0;
}
