import type {SourceConfig} from "../config/config.ts";
import {ConfigError, type Problem} from "../lib/errors.ts";
import type {Note} from "../stage.ts";
import type {Warehouse} from "../store/warehouse.ts";
import {currencyDoubt, roundedAmounts} from "./amounts.ts";
import {type Frame, findFormats} from "./dateColumns.ts";
import {callWitness, type Evidence, type Evidences, type KnownTexts} from "./evidence.ts";
import {type Binding, problemAt} from "./mapping.ts";
import {chooseDecimal, chooseGrouping} from "./numbers.ts";
import {surveyOf} from "./plain.ts";
import type {Questions} from "./questions.ts";
import {chooseSign} from "./signs.ts";
import {textsOf} from "./stored.ts";
import {type Survey, surveyOfWholes} from "./survey.ts";
import {isNumber, placeOf, type Reading} from "./values.ts";
import type {Witness} from "./witness.ts";

type Choice<T> = T | {readonly problem: string};

export interface Readings {
  readonly readings: readonly Reading[];
  readonly notes: readonly Note[];
  /** What the texts said, for the next time. */
  readonly evidences: Evidences;
}

/** Settles how every column is read, from the texts themselves where the config is silent. All open questions of a source are reported at once. */
export async function chooseReadings(
  warehouse: Warehouse,
  questions: Questions,
  source: SourceConfig,
  bindings: readonly Binding[],
  frame: Frame,
  known: KnownTexts | undefined,
): Promise<Readings> {
  const chosen = await Promise.all(
    bindings.map((binding) => new Chooser(warehouse, questions, source, binding, frame, known).choose()),
  );
  const problems: Problem[] = [];
  const readings: Reading[] = [];
  const extras: Note[] = [];
  const evidences: Record<string, Evidence> = {};
  for (const [i, {manner, evidence}] of chosen.entries()) {
    const binding = bindings[i]!;
    const {column} = binding;
    if ("problem" in manner && binding.spec.isExtra) extras.push(notRead(source, binding));
    else if ("problem" in manner) problems.push(problemAt(source, `.columns.${column}: ${manner.problem}`));
    else readings.push({...binding, ...manner, place: placeOf(binding)});
    if (evidence) evidences[column] = evidence;
  }
  if (problems.length > 0) throw new ConfigError(frame.configFile, problems);
  return {readings, notes: [...chosen.flatMap(({notes}) => notes), ...extras], evidences};
}

/** A column that nobody asked for holds no report up. */
function notRead({name}: SourceConfig, {column}: Binding): Note {
  const message = `The column ${column} of ${name} can be read in several ways or in none, and is left out: say how in sources.${name}.columns.`;
  return {kind: "info", source: name, message};
}

type Manner = Pick<Reading, "formats" | "decimal" | "isNumeric" | "areUsual">;

interface Chosen {
  readonly manner: Choice<Manner>;
  readonly notes: readonly Note[];
  readonly evidence?: Evidence;
}

/** Settles how one column is read. */
class Chooser {
  private readonly notes: Note[] = [];

  constructor(
    private readonly warehouse: Warehouse,
    private readonly questions: Questions,
    private readonly source: SourceConfig,
    private readonly binding: Binding,
    private readonly frame: Frame,
    private readonly known: KnownTexts | undefined,
  ) {}

  async choose(): Promise<Chosen> {
    const plain = mannerStated(this.binding);
    if (plain) return {manner: plain, notes: []};
    const {witness, evidence} = await callWitness(this.questions, this.source, this.binding, this.known);
    const manner = await this.byTexts(witness);
    return {manner, notes: this.notes, evidence: await evidence()};
  }

  private async byTexts(witness: Witness): Promise<Choice<Manner>> {
    const {formats, decimal, spec} = this.binding;
    switch (spec.type) {
      case "date":
      case "timestamp": {
        const found = await findFormats(witness, this.frame.timezone);
        return "problem" in found ? found : {...found, decimal};
      }
      case "id":
        return {formats, decimal: undefined, isNumeric: await isNumericId(witness)};
      case "money":
        return this.amount(witness, await this.survey(witness));
      default:
        return this.number(witness, await this.survey(witness));
    }
  }

  private async survey(witness: Witness): Promise<Survey> {
    return isWhole(this.binding) ? surveyOfWholes : surveyOf(witness);
  }

  private async amount(witness: Witness, found: Survey): Promise<Choice<Manner>> {
    const {warehouse, source, binding, frame} = this;
    const texts = textsOf(source, binding);
    const doubt = await currencyDoubt(warehouse, source, binding, texts, found, frame.currency);
    if (doubt.problem !== undefined) return {problem: doubt.problem};
    const manner = await this.number(witness, found);
    if ("problem" in manner) return manner;
    this.notes.push(
      ...doubt.notes,
      ...(await roundedAmounts(warehouse, source, binding, texts, found, manner.decimal)),
    );
    return manner;
  }

  private async number(witness: Witness, found: Survey): Promise<Choice<Manner>> {
    const {binding} = this;
    const {formats} = binding;
    const areUsual = found.unusual === 0;
    // What the engine computed or the source typed is written with a point, whatever the texts beside it are.
    const stated = isNumber(binding) ? "." : binding.decimal;
    if (stated) return {formats, decimal: stated, areUsual};
    const choice = await chooseSign(witness, found, binding.spec.type === "integer" ? chooseGrouping : chooseDecimal);
    return "problem" in choice ? choice : {formats, ...choice, areUsual};
  }
}

/** How a column is read whose texts have no say in it. */
function mannerStated(binding: Binding): Manner | undefined {
  const {formats, decimal, spec, origin} = binding;
  if ("sql" in origin && origin.isValue) return {formats, decimal: "."};
  switch (spec.type) {
    case "text":
      return {formats, decimal: undefined};
    case "enum":
      return {formats, decimal};
    case "id":
      if (isNumber(binding)) return {formats, decimal: undefined, isNumeric: true};
      return isWhole(binding) ? {formats, decimal: undefined, isNumeric: false} : undefined;
    case "date":
    case "timestamp":
      return formats.length > 0 ? {formats, decimal} : undefined;
    default:
      return undefined;
  }
}

function isWhole({origin}: Binding): boolean {
  return !("sql" in origin) && origin.storage === "whole";
}

/** Some programs write every id of a column with an empty decimal: `35.0`. */
async function isNumericId(witness: Witness): Promise<boolean> {
  const measures = {texts: "count(text)", others: "count(*) filter (where not ends_with(text, '.0'))"};
  const {texts, others} = await witness.ask<{texts: number; others: number}>("ids", ({distinct}) => ({
    measures,
    from: distinct,
  }));
  return texts > 0 && others === 0;
}
