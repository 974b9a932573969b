import type {SourceConfig} from "../config/config.ts";
import {ConfigError, type Problem} from "../lib/errors.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {type Frame, findFormats} from "./dateColumns.ts";
import {type Binding, problemAt} from "./mapping.ts";
import {chooseDecimal, type DecimalEvidence, type DecimalSign, decimalEvidence} from "./numbers.ts";
import {textName} from "./tables.ts";
import {trimmed} from "./texts.ts";
import {isNumber, type Reading, typedValue} from "./values.ts";

type Choice<T> = T | {readonly problem: string};

/** Settles how every column is read, from the texts themselves where the config is silent, and parses each distinct text once. All open questions of a source are reported at once. */
export async function chooseReadings(
  warehouse: Warehouse,
  source: SourceConfig,
  bindings: readonly Binding[],
  frame: Frame,
): Promise<Reading[]> {
  const problems: Problem[] = [];
  const readings: Reading[] = [];
  for (const binding of bindings) {
    const reading = await chooseReading(warehouse, source, binding, frame);
    if ("problem" in reading) problems.push(problemAt(source, `.columns.${binding.column}: ${reading.problem}`));
    else readings.push(reading);
  }
  if (problems.length > 0) throw new ConfigError(frame.configFile, problems);
  return readings;
}

async function chooseReading(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  frame: Frame,
): Promise<Choice<Reading>> {
  const {type} = binding.spec;
  if (type === "id" || type === "text") return {...binding, decimal: undefined};
  const distinct = `texts_${source.name}_${binding.column}`;
  await warehouse.run(distinctTexts(source, binding, distinct));
  const manner = await chooseManner(warehouse, binding, distinct, frame);
  if ("problem" in manner) return manner;
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
  binding: Binding,
  distinct: string,
  {timezone}: Frame,
): Promise<Choice<Manner>> {
  const {spec, formats, decimal} = binding;
  if (spec.type === "enum") return {formats, decimal};
  if (spec.type === "date" || spec.type === "timestamp") {
    const found = formats.length > 0 ? {formats} : await findFormats(warehouse, distinct, timezone);
    return "problem" in found ? found : {...found, decimal};
  }
  if (isNumber(binding) || decimal) return {formats, decimal: decimal ?? "."};
  const evidence = await warehouse.row<DecimalEvidence>(decimalEvidence("text", distinct, "occurrences"));
  const choice = spec.type === "integer" ? chooseGrouping(evidence) : chooseDecimal(evidence);
  return "problem" in choice ? choice : {formats, ...choice};
}

/** Whole numbers have no decimals, so the only sign in `1.234` groups. */
function chooseGrouping(evidence: DecimalEvidence): Choice<{decimal: DecimalSign}> {
  const {point, comma, either, example} = evidence;
  if (either > 0 && point === 0 && comma === 0) return {decimal: example?.includes(",") ? "." : ","};
  return chooseDecimal(evidence);
}
