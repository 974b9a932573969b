import {text} from "../store/warehouse.ts";
import type {RawColumn} from "./mapping.ts";
import type {Questions} from "./questions.ts";
import {cellOf, codeOf, dictionaryOf, noText, textInPlace} from "./stored.ts";
import {cellValue, type Plan, rawOrigin, recordsOf, valuesTable} from "./tables.ts";
import {trimmed} from "./texts.ts";
import {type Reading, unreadable} from "./values.ts";

/** SQL for the rows of `rejected_<source>` whose text in some column could not be read, with that text. Empty when there are none. */
export async function unreadRows(questions: Questions, plan: Plan, records = recordsOf(plan)): Promise<string[]> {
  const suspects = plan.readings.filter((reading) => canFail(plan, reading));
  const isFound = await Promise.all(suspects.map((reading) => mayFail(questions, plan, reading, records)));
  return suspects.filter((_, i) => isFound[i]).map((reading) => unread(plan, reading, records));
}

/** Whether a text of the dictionary spoils a row, or rows without any text do. */
async function mayFail(questions: Questions, plan: Plan, reading: Reading, records: string): Promise<boolean> {
  if (reading.place !== "dictionary") return true;
  const bad = questions.ask<{codes: number}>({
    measures: {codes: "count(*)"},
    from: `(${badCodes(plan, reading)}) as bad where code <> ${noText}`,
  });
  const none = isNeeded(plan, reading)
    ? questions.ask<{rows: number}>({
        measures: {rows: "count(*)"},
        from: `${records} as kept where ${cellOf(rawOrigin(reading))} is null`,
      })
    : {rows: 0};
  return (await bad).codes > 0 || (await none).rows > 0;
}

/** A missing value spoils the row where it is required or part of the key; a given text does that cannot be read. */
function isNeeded({spec}: Plan, reading: Reading): boolean {
  return reading.spec.required === true || spec.key.includes(reading.column);
}

function canFail(plan: Plan, reading: Reading): boolean {
  if (isNeeded(plan, reading)) return true;
  const {type, isExtra} = reading.spec;
  if (isExtra) return false;
  if ("sql" in reading.origin) return type !== "text" && type !== "id";
  const isWholeNumber = reading.place === "inline" && type === "integer";
  return type !== "text" && type !== "id" && !isWholeNumber;
}

/** SQL for the codes of a column's dictionary that spoil a row. */
function badCodes(plan: Plan, reading: Reading): string {
  const values = valuesTable(plan, reading);
  const unread = `select ${values}.code from ${values} where ${values}.value is null`;
  if (isNeeded(plan, reading)) return unread;
  const dictionary = dictionaryOf(plan.spec.name, rawOrigin(reading));
  return `select ${values}.code from ${values} join ${dictionary} as dictionary on dictionary.code = ${values}.code
    where ${values}.value is null and ${trimmed(`dictionary."text"`, reading.missing)} is not null`;
}

function unread(plan: Plan, reading: Reading, records: string): string {
  const {spec} = plan;
  const {value, joins} = shown(plan, reading);
  const isBad =
    reading.place === "dictionary"
      ? `${codeOf(rawOrigin(reading))} in (${badCodes(plan, reading)})`
      : `${cellValue(plan, reading)} is null${isNeeded(plan, reading) ? "" : " and shown is not null"}`;
  const {column} = reading;
  return `
    select "row", ${text(column)} as "column", shown as value,
      case when shown is null then ${text(`${column} is empty`)} else ${text(unreadable(reading))} end as reason
    from (select kept.*, ${value} as shown from ${records} as kept ${joins}) as kept
    where ${isBad} and "row" not in (select "row" from raw_faults where source = ${text(spec.name)})`;
}

/** What is shown of a column that cannot be read: its trimmed text, or the texts a computed one is made of. */
function shown(plan: Plan, {origin, missing}: Reading): {value: string; joins: string} {
  if (!("sql" in origin)) return textCell(plan.spec.name, origin, missing);
  const cells = origin.inputs.map((input) => ({name: input.name, ...textCell(plan.spec.name, input, missing)}));
  const texts = cells.map(({name, value}) => `${text(`${name}=`)} || ${value}`);
  return {
    value: texts.length === 0 ? "''" : `nullif(concat_ws(', ', ${texts.join(", ")}), '')`,
    joins: cells.map(({joins}) => joins).join(" "),
  };
}

function textCell(source: string, column: RawColumn, missing: readonly string[]): {value: string; joins: string} {
  if (column.storage !== "coded") return {value: trimmed(textInPlace(column), missing), joins: ""};
  const alias = `shown_${column.position}`;
  const joins = `left join ${dictionaryOf(source, column)} as ${alias} on ${alias}.code = ${cellOf(column)}`;
  return {value: trimmed(`${alias}."text"`, missing), joins};
}
