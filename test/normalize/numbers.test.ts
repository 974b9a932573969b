import fc from "fast-check";
import {afterAll, expect, test} from "vitest";
import {decimalEvidence, isUsual, plainNumber, survey} from "../../src/normalize/numbers.ts";
import {text, Warehouse} from "../../src/store/warehouse.ts";

const warehouse = await Warehouse.open(":memory:");
afterAll(() => warehouse.close());

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
    {numRuns: 8},
  );
});

test("a survey of usual texts finds the evidence the full look finds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(written, {minLength: 1, maxLength: 40}), async (texts) => {
      await fill(texts);
      await warehouse.run(`delete from written where not (${isUsual("text", ".")} or ${isUsual("text", ",")})`);
      const {point, comma, either, eitherPoint, eitherComma, grouping, example, unusual} = await warehouse.row(
        survey("written"),
      );
      const found = {point, comma, either, eitherPoint, eitherComma, grouping, example};
      expect(found).toEqual(await warehouse.row(decimalEvidence("written")));
      expect(unusual).toBe(0);
    }),
    {numRuns: 40},
  );
});

test("a survey counts the rows whose text is none it knows", async () => {
  await fill(["1.50", "1 234,50", "(3.00)", "$5", "12,5", "x"]);
  expect(await warehouse.row(survey("written"))).toMatchObject({unusual: 3, sign_0: 1});
});
