import {text} from "../store/warehouse.ts";
import {commonSigns, type DecimalEvidence, evidence, isUsual} from "./numbers.ts";
import type {Question} from "./questions.ts";

/** What a first, cheap look at the texts of a column of numbers tells: all that is to be known where none of them is unusual. */
export interface Survey extends DecimalEvidence {
  /** Rows whose text is not of the usual shape, whatever the decimal sign. */
  readonly unusual: number;
  /** With more decimals than money keeps, it may be. */
  readonly long: number;
  /** Rows by the currency written in a text of the usual shape. */
  readonly [sign: `sign_${number}`]: number;
}

/** What is to be asked of `texts`, a relation (text, occurrences), for a Survey. */
export function survey(texts: string): Question {
  const rows = (condition: string) => `coalesce(sum(occurrences) filter (where ${condition}), 0)`;
  const signs = commonSigns.map((sign, i) => [`sign_${i}`, rows(`contains(text, '${sign}')`)]);
  const readings = `(select text, occurrences, ${isUsual("text", ".")} as dotted, ${isUsual("text", ",")} as commaed,
      dotted and regexp_matches(text, '[.,]') as point, commaed and regexp_matches(text, '[.,]') as comma
    from ${texts} where text is not null)`;
  const measures = {
    unusual: rows("not dotted and not commaed"),
    long: rows("regexp_matches(text, '[.,][0-9]{5}')"),
    ...Object.fromEntries(signs),
    ...evidence,
  };
  return {measures, from: readings};
}

/** SQL for a relation (text, occurrences) of which a survey says what it says of `texts`, a relation of raw texts: of the plain numbers, which most texts are, it has one of each kind. */
export function oneOfEach(texts: string, missing: readonly string[]): string {
  const isGiven = missing.length === 0 ? "" : ` and text not in (${missing.map(text).join(", ")})`;
  const isPlain = `regexp_full_match(text, '-?[${commonSigns.join("")}]?[0-9]+(?:[.,][0-9]{1,2})?')${isGiven}`;
  const sign = "case when contains(text, '.') then '.' when contains(text, ',') then ',' else '' end";
  const kinds = `(select text, occurrences, ${isPlain} as is_plain from ${texts})`;
  return `(select min(text) as text, sum(occurrences) as occurrences from ${kinds}
    group by is_plain, case when is_plain then left(text, 2) || ${sign} else text end)`;
}

/** What a survey of whole numbers says that are kept as such. */
export const surveyOfWholes: Survey = {
  unusual: 0,
  long: 0,
  ...Object.fromEntries(commonSigns.map((_, i) => [`sign_${i}`, 0])),
  point: 0,
  comma: 0,
  either: 0,
  eitherPoint: 0,
  eitherComma: 0,
  grouping: 0,
  example: null,
};

/** The currencies a survey found, where no text is unusual. */
export function surveyedSigns(found: Survey): {sign: string; rows: number}[] {
  return commonSigns
    .map((sign, i) => ({sign, rows: found[`sign_${i}`]!}))
    .filter(({rows}) => rows > 0)
    .sort((a, b) => b.rows - a.rows || (a.sign < b.sign ? -1 : 1));
}
