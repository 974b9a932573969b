import fc from "fast-check";
import {afterAll, expect, test} from "vitest";
import {decimalEvidence, isUsual, plainNumber} from "../../src/normalize/numbers.ts";
import {plainNumbers, surveyOf} from "../../src/normalize/plain.ts";
import type {Question} from "../../src/normalize/questions.ts";
import {Questions} from "../../src/normalize/questions.ts";
import {oneOfEach, survey} from "../../src/normalize/survey.ts";
import {Witness} from "../../src/normalize/witness.ts";
import {text, Warehouse} from "../../src/store/warehouse.ts";
import {runs} from "../support/runs.ts";

const warehouse = await Warehouse.open(":memory:");
afterAll(() => warehouse.close());

function ask({measures, from}: Question) {
  const columns = Object.entries(measures).map(([name, measure]) => `${measure} as "${name}"`);
  return warehouse.row(`select ${columns.join(", ")} from ${from}`);
}

/** Texts that are numbers, or nearly. */
const written = fc
  .array(fc.constantFrom("1", "23", "456", "000", "12", ".", ",", "-", "$", "€", " ", "(", ")", "1,234", "1.234"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

async function fill(texts: readonly string[]): Promise<void> {
  await warehouse.run(
    `create or replace table written as select * from (values ${texts.map((value) => `(${text(value)}, 1)`).join(", ")}) as list(text, occurrences)`,
  );
}

test("the cheap reading of usual texts says what the full one says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, {minLength: 300, maxLength: 500}), async (texts) => {
      await fill(texts);
      const differing = [".", ","].map(
        (
          sign,
        ) => `select text, ${plainNumber("text", sign as ".")} as slow, ${plainNumber("text", sign as ".", true)} as quick
          from written where (${isUsual("text", ".")} or ${isUsual("text", ",")}) and slow is distinct from quick`,
      );
      expect(await warehouse.rows(differing.join(" union all "))).toEqual([]);
    }),
    {numRuns: runs(4)},
  );
});

test("a survey of usual texts finds the evidence the full look finds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, {minLength: 1, maxLength: 40}), async (texts) => {
      await fill(texts);
      await warehouse.run(`delete from written where not (${isUsual("text", ".")} or ${isUsual("text", ",")})`);
      const {point, comma, either, eitherPoint, eitherComma, grouping, example, unusual} = await ask(survey("written"));
      const found = {point, comma, either, eitherPoint, eitherComma, grouping, example};
      expect(found).toEqual(await ask(decimalEvidence("written")));
      expect(unusual).toBe(0);
    }),
    {numRuns: runs(20)},
  );
});

test("of plain numbers a short look tells what a survey does", async () => {
  const witness = () =>
    new Witness(new Questions(warehouse), {distinct: "written", surveyed: "written", counted: "written"});
  await fc.assert(
    fc.asyncProperty(fc.array(written, {minLength: 1, maxLength: 40}), fc.boolean(), async (texts, isAll) => {
      await fill([...texts, "1.5", "$2.25", "-€3", "7", "8.1234"]);
      const {from, measures} = plainNumbers("(select text, 1 as occurrences from written as each)");
      const others = `select text from (select text, ${measures.others} as others from ${from} group by text) where others > 0`;
      if (!isAll) await warehouse.run(`delete from written where text in (${others})`);
      const asked = witness();
      expect(await surveyOf(asked)).toEqual(await ask(survey("written")));
      if (!isAll) expect(Object.keys(asked.said)).toEqual(["plain"]);
    }),
    {numRuns: runs(30)},
  );
});

test("a survey counts the rows whose text is none it knows", async () => {
  await fill(["1.50", "1 234,50", "(3.00)", "$5", "12,5", "x"]);
  expect(await ask(survey("written"))).toMatchObject({unusual: 3, sign_0: 1});
});

test("a survey of one plain number of each kind says what one of all texts says", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, {minLength: 1, maxLength: 40}), async (texts) => {
      await fill([...texts, "-12.50", "-12", "12.5", "-$1.50", "99,10", "12.", "1.234,5"]);
      expect(await ask(survey(oneOfEach("written", [])))).toEqual(await ask(survey("written")));
    }),
    {numRuns: runs(20)},
  );
});

test("a plain number that means no value has a kind of its own", async () => {
  await fill(["11.50", "12.50", "12.50", "12,50"]);
  const given = "(select nullif(text, '12.50') as text, occurrences from written)";
  const kinds = `(select nullif(text, '12.50') as text, occurrences from ${oneOfEach("written", ["12.50"])} as kinds)`;
  expect(await ask(survey(kinds))).toEqual(await ask(survey(given)));
  expect(await ask(survey(kinds))).toMatchObject({point: 1, comma: 1});
});
