import type {Questions} from "./questions.ts";
import {codesOf, dictionaryOf, rowsOf} from "./stored.ts";
import {type Plan, rawOrigin, recordsOf, typedRows, typedTableName, valuesOf, valuesTable} from "./tables.ts";
import type {Reading} from "./values.ts";

/** SQL that reads the texts that are new, and the records that came and are read one by one. */
export async function learnValues(questions: Questions, plan: Plan): Promise<string[]> {
  const isNew = (reading: Reading) => `code > (select max(code) from ${valuesTable(plan, reading)})`;
  const fresh = await readingsWith(
    questions,
    plan,
    (reading) => `${dictionary(plan, reading)} where ${isNew(reading)}`,
  );
  return [
    ...fresh.map((reading) => `insert into ${valuesTable(plan, reading)} ${valuesOf(plan, reading, isNew(reading))}`),
    ...typedAnew(plan),
  ];
}

function typedAnew(plan: Plan): string[] {
  const {name} = plan.spec;
  if (recordsOf(plan) === rowsOf(name)) return [];
  const typed = typedTableName(plan);
  return [
    `delete from ${typed} where "row" in (select "row" from gone_${name})`,
    `insert into ${typed} by name ${typedRows(plan, `"row" in (select "row" from fresh_${name})`)}`,
  ];
}

/** SQL that forgets the values of texts that no record has any more. */
export async function forgetValues(questions: Questions, plan: Plan): Promise<string[]> {
  const isGone = (reading: Reading) => `code not in (${codesOf(dictionary(plan, reading))})`;
  const found = await readingsWith(
    questions,
    plan,
    (reading) => `${valuesTable(plan, reading)} where ${isGone(reading)}`,
  );
  return found.map((reading) => `delete from ${valuesTable(plan, reading)} where ${isGone(reading)}`);
}

/** The readings of dictionaries for which the relation has a row. */
async function readingsWith(
  questions: Questions,
  {readings}: Plan,
  relation: (reading: Reading) => string,
): Promise<Reading[]> {
  const dictionaries = readings.filter(({place}) => place === "dictionary");
  const counts = await Promise.all(
    dictionaries.map((reading) =>
      questions.ask<{rows: number}>({measures: {rows: "count(*)"}, from: relation(reading)}),
    ),
  );
  return dictionaries.filter((_, i) => counts[i]!.rows > 0);
}

function dictionary({spec}: Plan, reading: Reading): string {
  return dictionaryOf(spec.name, rawOrigin(reading));
}
