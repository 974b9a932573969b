import type {SourceConfig} from "../config/config.ts";
import {ConfigError, type Problem} from "../lib/errors.ts";
import type {Note} from "../stage.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {currencyDoubt, roundedAmounts} from "./amounts.ts";
import {type Frame, findFormats} from "./dateColumns.ts";
import {type Binding, problemAt} from "./mapping.ts";
import {chooseDecimal, chooseGrouping, type Survey} from "./numbers.ts";
import {chooseSign, lookAt} from "./signs.ts";
import {type Texts, textsOf} from "./stored.ts";
import {isNumber, placeOf, type Reading} from "./values.ts";

type Choice<T> = T | {readonly problem: string};

export interface Readings {
  readonly readings: readonly Reading[];
  readonly notes: readonly Note[];
}

/** Settles how every column is read, from the texts themselves where the config is silent. All open questions of a source are reported at once. */
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
    const manner = await chooseManner(warehouse, source, binding, {...frame, notes});
    if ("problem" in manner) problems.push(problemAt(source, `.columns.${binding.column}: ${manner.problem}`));
    else readings.push({...binding, ...manner, place: placeOf(binding)});
  }
  if (problems.length > 0) throw new ConfigError(frame.configFile, problems);
  return {readings, notes};
}

type Manner = Pick<Reading, "formats" | "decimal" | "isNumeric" | "areUsual">;
type NotedFrame = Frame & {readonly notes: Note[]};

async function chooseManner(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  frame: NotedFrame,
): Promise<Choice<Manner>> {
  const {formats, spec, origin} = binding;
  if ("sql" in origin && origin.isValue) return {formats, decimal: "."};
  const texts = textsOf(source, binding);
  switch (spec.type) {
    case "text":
      return {formats, decimal: undefined};
    case "id":
      return {formats, decimal: undefined, isNumeric: await isNumericId(warehouse, binding, texts)};
    case "enum":
      return {formats, decimal: binding.decimal};
    case "date":
    case "timestamp": {
      const found = formats.length > 0 ? {formats} : await findFormats(warehouse, texts, frame.timezone);
      return "problem" in found ? found : {...found, decimal: binding.decimal};
    }
    case "money":
      return chooseAmount(warehouse, source, binding, texts, frame);
    case "decimal":
    case "integer":
      return chooseNumber(warehouse, binding, texts, await lookAt(warehouse, texts.distinct));
  }
}

async function chooseAmount(
  warehouse: Warehouse,
  source: SourceConfig,
  binding: Binding,
  texts: Texts,
  {currency, notes}: NotedFrame,
): Promise<Choice<Manner>> {
  const found = await lookAt(warehouse, texts.distinct);
  const doubt = await currencyDoubt(warehouse, source, binding, texts, found, currency);
  if (doubt.problem !== undefined) return {problem: doubt.problem};
  const manner = await chooseNumber(warehouse, binding, texts, found);
  if ("problem" in manner) return manner;
  notes.push(...doubt.notes, ...(await roundedAmounts(warehouse, source, binding, texts, found, manner.decimal)));
  return manner;
}

async function chooseNumber(
  warehouse: Warehouse,
  binding: Binding,
  texts: Texts,
  found: Survey,
): Promise<Choice<Manner>> {
  const {spec, formats} = binding;
  const areUsual = found.unusual === 0;
  // What the engine computed or the source typed is written with a point, whatever the texts beside it are.
  const stated = isNumber(binding) ? "." : binding.decimal;
  if (stated) return {formats, decimal: stated, areUsual};
  const choice = await chooseSign(warehouse, texts, found, spec.type === "integer" ? chooseGrouping : chooseDecimal);
  return "problem" in choice ? choice : {formats, ...choice, areUsual};
}

/** Some programs write every id of a column with an empty decimal: `35.0`. */
async function isNumericId(warehouse: Warehouse, binding: Binding, {distinct}: Texts): Promise<boolean> {
  if (isNumber(binding)) return true;
  const {texts, others} = await warehouse.row<{texts: number; others: number}>(
    `select count(text) as texts, count(*) filter (where not ends_with(text, '.0')) as others from ${distinct}`,
  );
  return texts > 0 && others === 0;
}
