import {expect, test} from "vitest";
import {readOptions} from "./options.ts";

test("without a word, all runs of three sizes, three times", () => {
  expect(readOptions([])).toMatchObject({
    sizes: [1000, 100_000, 1_000_000],
    scenarios: ["first", "unchanged", "day", "late", "campaign"],
    pairs: 3,
    sums: false,
    markdown: false,
  });
});

test("scenarios come in the order in which they can be run", () => {
  expect(readOptions(["--scenarios", "day,first", "--sizes", "10", "--pairs", "1"])).toMatchObject({
    scenarios: ["first", "day"],
    sizes: [10],
    pairs: 1,
  });
});

test("help is no measurement", () => {
  expect(readOptions(["--help"])).toBeUndefined();
});

test.for([
  [["--sizes", "1000,many"], '"many" is not a whole number from 1'],
  [["--pairs", "0"], '"0" is not a whole number from 1'],
  [["--scenarios", "first,lunch"], '"lunch" is not one of first, unchanged, day, late, campaign'],
  [["--fast"], "--fast"],
] as const)("%j is refused", ([args, words]) => {
  expect(() => readOptions(args)).toThrow(words);
});
