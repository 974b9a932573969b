import type {SourceConfig} from "../config/config.ts";
import type {Binding} from "./mapping.ts";
import type {Questions} from "./questions.ts";
import {dictionaryOf, textsOf} from "./stored.ts";
import {type Earlier, type Testimony, Witness} from "./witness.ts";

/** What the texts of a column said, and which texts these were: codes only grow, so that those behind the last are new. */
export interface Evidence {
  readonly texts: number;
  readonly last: number;
  readonly said: Testimony;
}

/** Evidence by column. */
export type Evidences = Readonly<Record<string, Evidence>>;

/** What is known of a source of which only some rows changed. */
export interface KnownTexts {
  readonly evidences: Evidences;
  /** Rows went, or are not as they were. */
  readonly isAnyGone: boolean;
}

/** The column a question is about, called as a witness. `evidence` is what it said in the end. */
export async function callWitness(
  questions: Questions,
  source: SourceConfig,
  binding: Binding,
  known: KnownTexts | undefined,
): Promise<{readonly witness: Witness; readonly evidence: () => Promise<Evidence>}> {
  const before = known?.evidences[binding.column];
  const texts = countTexts(questions, source, binding, before);
  const earlier = before && (await earlierOf(source, binding, before, await texts, known!.isAnyGone));
  const witness = new Witness(questions, textsOf(source, binding), earlier);
  const evidence = async () => {
    const {all, last} = await texts;
    return {texts: all, last, said: witness.said};
  };
  return {witness, evidence};
}

interface Count {
  readonly all: number;
  readonly last: number;
  /** Of those that were asked before. */
  readonly left: number;
}

function countTexts(
  questions: Questions,
  {name}: SourceConfig,
  {origin}: Binding,
  before: Evidence | undefined,
): Promise<Count> {
  if ("sql" in origin || origin.storage !== "coded") return Promise.resolve({all: 0, last: -1, left: 0});
  const last = before?.last ?? -1;
  const measures = {
    all: "count(*)",
    last: "coalesce(max(code), -1)",
    left: `count(*) filter (where code <= ${last})`,
  };
  return questions.ask<Count>({measures, from: dictionaryOf(name, origin)});
}

/** Nothing where a text may be gone: what it said cannot be taken back. */
function earlierOf(
  source: SourceConfig,
  binding: Binding,
  {texts, last, said}: Evidence,
  {all, left}: Count,
  isAnyGone: boolean,
): Earlier | undefined {
  if ("sql" in binding.origin) return undefined;
  if (binding.origin.storage === "coded") {
    const fresh = all > left ? textsOf(source, binding, `dictionary.code > ${last}`) : undefined;
    return left === texts ? {said, fresh} : undefined;
  }
  const fresh = textsOf(source, binding, `kept."row" in (select "row" from fresh_${source.name})`);
  return isAnyGone ? undefined : {said, fresh};
}
