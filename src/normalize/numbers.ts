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

/** SQL that turns the text `value` into plain digits (`-1234.5`), NULL where it is not a number in that convention. */
export function plainNumber(value: string, decimal: DecimalSign): string {
  // Abbreviations go first: the point of `kr.` is none of the number's.
  const bare = `regexp_replace(${value}, '[A-Za-z]+\\.?', '', 'g')`;
  const digits = `replace(regexp_replace(${bare}, '[^0-9${decimal}]', '', 'g'), '${decimal}', '.')`;
  const isNegative = `regexp_matches(${value}, '[(]|${minus}')`;
  const spelled = `case when regexp_full_match(${value}, '${numberShape(decimal).replaceAll("'", "''")}') then case when ${isNegative} then '-' else '' end || ${digits} end`;
  // Most numbers are plain already, and this test is much the cheaper one.
  return `case when regexp_full_match(${value}, '-?[0-9]+${decimal === "." ? "(?:[.][0-9]+)?" : ""}') then ${value} else ${spelled} end`;
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

/** SQL for one row of DecimalEvidence over the texts `value` of `table`, each standing for `weight` rows. */
export function decimalEvidence(value: string, table: string, weight = "1"): string {
  const rows = (condition: string) => `coalesce(sum(weight) filter (where ${condition}), 0)`;
  return `
    with texts as (select ${value} as value, ${weight} as weight from ${table} where regexp_matches(${value}, '[.,]')),
    readings as (select value, weight, ${plainNumber("value", ".")} as point, ${plainNumber("value", ",")} as comma from texts)
    select
        ${rows("point is not null and comma is null")} as point,
        ${rows("point is null and comma is not null")} as comma,
        ${rows("point is not null and comma is not null")} as either,
        ${rows("point is not null and comma is not null and contains(value, '.')")} as "eitherPoint",
        ${rows("point is not null and comma is not null and contains(value, ',')")} as "eitherComma",
        ${rows("point is not null and comma is not null and not regexp_matches(value, '[.,]000')")} as "grouping",
        min(value) filter (where point is not null and comma is not null) as example
    from readings`;
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
