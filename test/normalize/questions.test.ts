import {afterAll, expect, test, vi} from "vitest";
import {Questions} from "../../src/normalize/questions.ts";
import {Warehouse} from "../../src/store/warehouse.ts";

const warehouse = await Warehouse.open(":memory:");
afterAll(() => warehouse.close());

const numbers = (least: number) => `(select * from range(${least}, 10) as numbers(n))`;

test("what is asked at one time is asked in one statement, and each has its own answer", async () => {
  const statements = vi.spyOn(warehouse, "rows");
  const questions = new Questions(warehouse);
  const answers = await Promise.all([
    questions.ask({measures: {rows: "count(*)", most: "max(n)"}, from: numbers(3)}),
    questions.ask({measures: {rows: "count(*)"}, from: numbers(8)}),
    questions.ask({measures: {none: "max(n)"}, from: `(select n from ${numbers(0)} where n > 10)`}),
  ]);
  expect(answers).toEqual([{rows: 7, most: 9}, {rows: 2}, {none: null}]);
  expect(statements).toHaveBeenCalledTimes(1);
  expect(await questions.ask({measures: {rows: "count(*)"}, from: numbers(9)})).toEqual({rows: 1});
  expect(statements).toHaveBeenCalledTimes(2);
  statements.mockRestore();
});

test("whoever asked hears what went wrong", async () => {
  const questions = new Questions(warehouse);
  const asked = [numbers(1), "nowhere"].map((from) => questions.ask({measures: {rows: "count(*)"}, from}));
  const results = await Promise.allSettled(asked);
  expect(results.map(({status}) => status)).toEqual(["rejected", "rejected"]);
});
