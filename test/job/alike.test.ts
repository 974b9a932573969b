import {expect, test} from "vitest";
import {mergeAlike} from "../../src/job/alike.ts";

test("what is said of one file after another is said once", () => {
  const about = (file: string, line: number) => `${file} is not UTF-8 (first in line ${line}).`;
  expect(mergeAlike([about("a/1.csv", 1), "Amounts are in €.", about("a/2.csv", 17), about("b.3", 4)])).toEqual([
    "a/1.csv is not UTF-8 (first in line 1). And 2 more like it.",
    "Amounts are in €.",
  ]);
});

test("the same sentence twice is one", () => {
  expect(mergeAlike(["Same.", "Same.", "Other."])).toEqual(["Same.", "Other."]);
});
