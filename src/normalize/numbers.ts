import type {Question} from "./questions.ts";

/** Signs, codes and abbreviations that stand before or behind an amount. */
const codes = Intl.supportedValuesOf("currency").join("|");
const currency = `(?:[A-Za-z]{0,2}\\p{Sc}|(?:${codes})|kr\\.?|zł|Kč|Ft|lei|Rs\\.?)`;
const blank = "[\\s\\x{00A0}\\x{202F}\\x{2009}]*";
const minus = "[-\\x{2212}\\x{2013}]";
const group = "[\\s'’\\x{00A0}\\x{202F}\\x{2009}";

export type DecimalSign = "." | ",";

/** The shape of a number whose decimal sign is `decimal`: currency before or behind, grouped or not, negative by a minus on either side or by brackets. */
function numberShape(decimal: DecimalSign): string {
  const groups = decimal === "." ? `${group},]` : `${group}.]`;
  const whole = `(?:\\d{1,3}(?:${groups}\\d{2,3})*${groups}\\d{3}|\\d+)`;
  const digits = `(?:${whole}(?:[${decimal}]\\d*)?|[${decimal}]\\d+)`;
  const sign = `(?:${minus}|\\+)?`;
  const money = `(?:${currency})?`;
  const front = `(?:${sign}${blank}${money}|${money}${blank}${sign})`;
  const number = `${front}${blank}${digits}${blank}${money}${blank}${minus}?`;
  return `${blank}(?:${number}|\\(${number}\\))${blank}`;
}

/** The currencies most texts carry, if they carry any. */
export const commonSigns = ["$", "€", "£"];

/** As most programs write numbers whose decimal sign is `decimal`: a test so much cheaper than the full shape that it comes first. `fraction` is what stands behind the decimal sign. */
function usualShape(decimal: DecimalSign, fraction: string): string {
  const [point, comma] = decimal === "." ? ["[.]", "[,]"] : ["[,]", "[.]"];
  const sign = `[${commonSigns.join("")}]`;
  return `(?:-?${sign}?|${sign}-)(?:[0-9]+|[0-9]{1,3}(?:${comma}[0-9]{3})+)${fraction.replace("D", point)}(?: ?${sign})?`;
}

/** SQL for the plain digits of a text of the usual shape. */
function bareDigits(value: string, decimal: DecimalSign): string {
  const bare = [...commonSigns, " ", decimal === "." ? "," : "."].reduce(
    (sql, sign) => `replace(${sql}, '${sign}', '')`,
    value,
  );
  return decimal === "." ? bare : `replace(${bare}, ',', '.')`;
}

/** SQL that tells the texts of the usual shape. */
export function isUsual(value: string, decimal: DecimalSign): string {
  return `regexp_full_match(${value}, '${usualShape(decimal, "(?:D[0-9]+)?")}')`;
}

/** SQL that turns the text `value` into plain digits (`-1234.5`), NULL where it is not a number in that convention. Where all texts are of the usual shape the full one, which takes the engine long to prepare, is left out. */
export function plainNumber(value: string, decimal: DecimalSign, areUsual = false): string {
  // Abbreviations go first: the point of `kr.` is none of the number's.
  const bare = `regexp_replace(${value}, '[A-Za-z]+\\.?', '', 'g')`;
  const digits = `replace(regexp_replace(${bare}, '[^0-9${decimal}]', '', 'g'), '${decimal}', '.')`;
  const isNegative = `regexp_matches(${value}, '[(]|${minus}')`;
  const spelled = `case when regexp_full_match(${value}, '${numberShape(decimal).replaceAll("'", "''")}') then case when ${isNegative} then '-' else '' end || ${digits} end`;
  const fraction = `(?:[${decimal}][0-9]+)?`;
  const behindSign = `substr(${value}, 2)`;
  // Most numbers are plain or nearly so, and these tests are much the cheaper ones.
  return `case when regexp_full_match(${value}, '-?[0-9]+${decimal === "." ? fraction : ""}') then ${value}
    when regexp_full_match(${value}, '[${commonSigns.join("")}][0-9]+${fraction}') then ${decimal === "." ? behindSign : `replace(${behindSign}, ',', '.')`}
    when ${isUsual(value, decimal)} then ${bareDigits(value, decimal)} ${areUsual ? "" : `else ${spelled}`} end`;
}

/** SQL for the currency written in the text `value` (`$`, `EUR`, `kr`), NULL where there is none. */
export function writtenCurrency(value: string): string {
  return `nullif(rtrim(regexp_extract(${value}, '${currency}'), '.'), '')`;
}

/** Rows of a column by what their text says of the decimal sign; whole numbers without any sign say nothing. */
export interface DecimalEvidence {
  readonly point: number;
  readonly comma: number;
  /** Readable either way, with different values: `1.234`. */
  readonly either: number;
  /** Of those: by the sign they carry, and those that are whole only when it groups (`1.234`, but not `1.000`). */
  readonly eitherPoint: number;
  readonly eitherComma: number;
  readonly grouping: number;
  readonly example: string | null;
}

/** What is to be asked of `texts`, a relation (text, occurrences), for DecimalEvidence. */
export function decimalEvidence(texts: string): Question {
  const readings = `(select text, occurrences, ${plainNumber("text", ".")} is not null as point, ${plainNumber("text", ",")} is not null as comma
    from ${texts} where regexp_matches(text, '[.,]'))`;
  return {measures: evidence, from: readings};
}

const rows = (condition: string) => `coalesce(sum(occurrences) filter (where ${condition}), 0)`;

/** The evidence in a relation (text, occurrences, point, comma): texts with a sign, and whether they are read with either. */
export const evidence: Readonly<Record<keyof DecimalEvidence, string>> = {
  point: rows("point and not comma"),
  comma: rows("comma and not point"),
  either: rows("point and comma"),
  eitherPoint: rows("point and comma and contains(text, '.')"),
  eitherComma: rows("point and comma and contains(text, ',')"),
  grouping: rows("point and comma and not regexp_matches(text, '[.,]000')"),
  example: "min(text) filter (where point and comma)",
};

/** Whether the rows cannot outvote the texts: only one of the signs is certainly in use. */
export function isOneSided({point, comma}: DecimalEvidence): boolean {
  return point === 0 || comma === 0;
}

/** Fewer than this share of contradicting texts are dirt, to be rejected one by one. */
const dirtShare = 0.01;

/** The decimal sign a column uses, or the sentence that says why that is open. */
export function chooseDecimal({
  point,
  comma,
  either,
  example,
}: DecimalEvidence): {decimal: DecimalSign} | {problem: string} {
  if (comma <= dirtShare * point && point > 0) return {decimal: "."};
  if (point <= dirtShare * comma && comma > 0) return {decimal: ","};
  if (point > 0)
    return {problem: `${point} rows write numbers with a decimal point and ${comma} with a decimal comma; ${remedy}`};
  if (either > 0)
    return {problem: `"${example}" may be a thousand or a decimal (${either} rows, and none that tells); ${remedy}`};
  return {decimal: "."};
}

const remedy = 'state `decimal: "."` or `decimal: ","`';

/** The same for whole numbers: where `1.234` stands, its only sign must group; `1.000` may still be a one. */
export function chooseGrouping(evidence: DecimalEvidence): {decimal: DecimalSign} | {problem: string} {
  const {point, comma, either, eitherPoint, eitherComma, grouping, example} = evidence;
  if (either === 0 || point > 0 || comma > 0) return chooseDecimal(evidence);
  if (grouping > 0 && eitherPoint === 0) return {decimal: "."};
  if (grouping > 0 && eitherComma === 0) return {decimal: ","};
  return {problem: `"${example}" may be a thousand or a whole number with decimals (${either} rows); ${remedy}`};
}
