import {expect, test} from "vitest";
import type {Model} from "../../src/federate/models.ts";
import {fillIn, part, place} from "../../src/federate/places.ts";
import {type Scope, sharing} from "../../src/federate/scope.ts";

const someDays: Scope = {days: ["2024-05-01"], why: ""};
const allDays: Scope = {days: "all", why: ""};

const filled = (sql: string) => {
  const model: Model = {name: "model", about: "model", reads: [], kind: "step", needs: [], sections: [], sql};
  const places = [
    part("some_days", "sales", "day", someDays),
    part("all_days", "sales", "day", allDays),
    part("no_days", "sales", "day", {days: [], why: ""}),
    place("some_with_ids", "some_days", "true"),
    place("some_without", "some_days", "false"),
    place("of_some_days", "sales", sharing(someDays, "id", "some_days")),
    place("of_all_days", "sales", sharing(allDays, "id", "all_days")),
  ];
  return fillIn([model], places)[0]!.sql;
};

test("puts the rows where their name stands, and leaves other names alone", () => {
  const days = "(select * from sales where day in (date '2024-05-01'))";
  expect(filled("select * from some_days")).toBe(`select * from ${days} as some_days`);
  expect(filled("select * from all_days as days")).toBe("select * from sales as days");
  expect(filled("select * from x\njoin no_days on true")).toBe(
    "select * from x\njoin (select * from sales where false) as no_days on true",
  );
  expect(filled("select some_days from other_days")).toBe("select some_days from other_days");
});

test("rows of rows that have a name are put in place as well", () => {
  const days = "(select * from sales where day in (date '2024-05-01'))";
  expect(filled("select * from some_with_ids as ids")).toBe(`select * from ${days} as ids`);
  expect(filled("select * from some_without")).toBe(
    `select * from (select * from ${days} as some_days where false) as some_without`,
  );
});

test("what shares a key with the rows of some days is looked up, with those of all it is everything", () => {
  const days = "(select * from sales where day in (date '2024-05-01'))";
  expect(filled("select * from of_some_days as lines")).toBe(
    `select * from (select * from sales where id in (select id from ${days} as some_days)) as lines`,
  );
  expect(filled("select * from of_all_days as lines")).toBe("select * from sales as lines");
});

test("what stands in quotes and in comments names no rows", () => {
  const sql = "-- a day's rows from some_days\nselect 'it''s from some_days', 'join all_days' from other_days";
  expect(filled(sql)).toBe(sql);
});

test("rows of some days and within reach share none", () => {
  const scope: Scope = {days: ["2024-05-01"], reach: "product_id in ('x from some_rows')", why: ""};
  const rowsOf = (given: Scope) => part("some_rows", "sales", "day", given).sql;
  const ofDay = "day in (date '2024-05-01')";
  expect(rowsOf(scope)).toBe(
    `(select * from sales where ${ofDay} union all select * from sales where not ${ofDay} and ${scope.reach})`,
  );
  expect(rowsOf({...scope, days: []})).toBe(
    `(select * from sales where false union all select * from sales where not false and ${scope.reach})`,
  );
  expect(rowsOf({...scope, days: "all"})).toBe("sales");
});
