import {commonSigns} from "./numbers.ts";
import type {Question} from "./questions.ts";
import {type Survey, survey, surveyOfWholes} from "./survey.ts";
import type {Witness} from "./witness.ts";

/** What is to be known of a column of numbers none of which can be read in two ways. */
interface Plain {
  /** Rows whose text is not plain. */
  readonly others: number;
  readonly point: number;
  readonly [sign: `sign_${number}`]: number;
}

/** What a survey of the texts of a column says. Where all are plain numbers with a decimal point, or whole, a look at this is enough and takes a third of the time. */
export async function surveyOf(witness: Witness): Promise<Survey> {
  const {others, ...plain} = await witness.ask<Plain>("plain", ({distinct}) => plainNumbers(distinct));
  if (others > 0) return witness.ask<Survey>("survey", ({surveyed}) => survey(surveyed));
  return {...surveyOfWholes, ...plain};
}

/** What is to be asked of `texts`, a relation (text, occurrences). Three decimals may be a group of thousands, and five are more than money keeps. */
export function plainNumbers(texts: string): Question {
  const isPlain = `regexp_full_match(text, '-?[${commonSigns.join("")}]?[0-9]+(?:[.](?:[0-9]{1,2}|[0-9]{4}))?')`;
  const rows = (condition: string) => `coalesce(sum(occurrences) filter (where ${condition}), 0)`;
  const signs = commonSigns.map((sign, i) => [`sign_${i}`, rows(`contains(text, '${sign}')`)]);
  const measures = {
    others: rows(`not ${isPlain}`),
    point: rows("contains(text, '.')"),
    ...Object.fromEntries(signs),
  };
  return {measures, from: texts};
}
