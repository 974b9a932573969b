import {expect, test} from "vitest";
import {shortPaths} from "../../src/cli/paths.ts";

test("shortens paths below the folder, and no others", () => {
  const text = "/shop/data/a.csv:3, /shopping/b.csv, /shop and /other/c.csv";
  expect(shortPaths(text, "/shop")).toBe("data/a.csv:3, /shopping/b.csv, /shop and /other/c.csv");
  expect(shortPaths(text, "/shop/")).toBe(shortPaths(text, "/shop"));
});

test("leaves everything as it is at the root", () => {
  expect(shortPaths("/shop/data/a.csv", "/")).toBe("/shop/data/a.csv");
});
