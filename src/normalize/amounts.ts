import type {SourceConfig} from "../config/config.ts";
import type {Note} from "../stage.ts";
import type {Warehouse} from "../store/warehouse.ts";
import type {Binding} from "./mapping.ts";
import {type DecimalSign, plainNumber, writtenCurrency} from "./numbers.ts";
import type {Texts} from "./stored.ts";
import {type Survey, surveyedSigns} from "./survey.ts";

/** What speaks against summing a column of money as `currency`: amounts of several currencies are a problem, amounts of another one a note. */
export async function currencyDoubt(
  warehouse: Warehouse,
  source: SourceConfig,
  {column}: Binding,
  texts: Texts,
  found: Survey,
  currency: string,
): Promise<{problem?: string; notes: readonly Note[]}> {
  const signs = found.unusual === 0 ? surveyedSigns(found) : await writtenSigns(warehouse, texts.distinct);
  const names = new Set(signs.map(({sign}) => sameName(sign, currency)));
  if (names.size > 1) {
    const counted = await writtenSigns(warehouse, texts.counted);
    const list = counted.map(({sign, rows}) => `${sign} (${rows} rows)`).join(", ");
    return {problem: `amounts in several currencies cannot be added up: ${list}; leave one to this source`, notes: []};
  }
  const [name] = names;
  if (name === undefined || name === currency) return {notes: []};
  const message = `The amounts in ${column} of ${source.name} are written in ${name}, and the report calls them ${currency}: set \`currency\`.`;
  return {notes: [{kind: "degraded", source: source.name, message}]};
}

function writtenSigns(warehouse: Warehouse, texts: string): Promise<{sign: string; rows: number}[]> {
  return warehouse.rows(`
    with written as (select ${writtenCurrency("text")} as sign, occurrences from ${texts})
    select sign, sum(occurrences) as "rows" from written where sign is not null group by sign order by "rows" desc, sign`);
}

/** A sign that may stand for the configured currency does: `$` is USD, and CAD as well. */
function sameName(sign: string, currency: string): string {
  const meant = sign.toUpperCase();
  const forms = ["symbol", "narrowSymbol"].map((currencyDisplay) => symbolOf(currency, currencyDisplay as "symbol"));
  if (
    meant === currency ||
    forms.some((form) => form.toUpperCase() === meant) ||
    abbreviations[meant]?.includes(currency)
  )
    return currency;
  return meant === "US$" || meant === "$" ? "USD" : meant;
}

const abbreviations: Readonly<Record<string, readonly string[]>> = {
  KR: ["SEK", "NOK", "DKK", "ISK"],
  ZŁ: ["PLN"],
  KČ: ["CZK"],
  FT: ["HUF"],
  LEI: ["RON", "MDL"],
  RS: ["INR", "PKR", "LKR", "NPR", "MUR"],
};

function symbolOf(currency: string, currencyDisplay: "symbol" | "narrowSymbol"): string {
  const parts = new Intl.NumberFormat("en", {style: "currency", currency, currencyDisplay}).formatToParts(1);
  return parts.find(({type}) => type === "currency")!.value;
}

/** A note where amounts have more decimals than money keeps. */
export async function roundedAmounts(
  warehouse: Warehouse,
  source: SourceConfig,
  {column, origin}: Binding,
  {counted}: Texts,
  found: Survey,
  decimal: DecimalSign | undefined,
): Promise<Note[]> {
  if ("sql" in origin || found.long === 0) return [];
  const finer = `regexp_matches(${plainNumber("text", decimal ?? ".", found.unusual === 0)}, '\\.\\d{4}\\d*[1-9]')`;
  const {rows} = await warehouse.row<{rows: number}>(
    `select coalesce(sum(occurrences) filter (where ${finer}), 0) as "rows" from ${counted}`,
  );
  return [
    {
      kind: "info",
      source: source.name,
      message: `${rows} ${rows === 1 ? "amount" : "amounts"} in ${column} had more than 4 decimals and were rounded to 4.`,
    },
  ];
}
