import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {expect, test} from "vitest";
import {Sheet} from "../../src/sample/sheet.ts";
import {temporaryFolder} from "./folder.ts";

interface Line {
  readonly id: number;
  readonly text: string | null;
}

test("writes every record as it is, however many and whatever they hold", () => {
  const file = join(temporaryFolder(), "lines.csv");
  const texts = ["plain", 'a "quoted" word', "a, b", "two\nlines", "Åé", "", null];
  const lines = Array.from({length: 30_000}, (_, id): Line => ({id, text: texts[id % texts.length]!}));
  const sheet = new Sheet<Line>(file, ["id", "text"]);
  for (const record of lines) sheet.add({record, about: null});
  sheet.close();
  const read = parse(readFileSync(file), {columns: true}) as {id: string; text: string}[];
  expect(read).toEqual(lines.map(({id, text}) => ({id: String(id), text: text ?? ""})));
});

test("has a header when there is no record", () => {
  const file = join(temporaryFolder(), "lines.csv");
  new Sheet<Line>(file, ["id", "text"]).close();
  expect(readFileSync(file, "utf8")).toBe("id,text\n");
});

test("counts what becomes of its records, also without a file", () => {
  const sheet = new Sheet<Line>(undefined, ["id", "text"]);
  expect(sheet.add({record: {id: 1, text: ""}, about: null})).toBe(true);
  expect(sheet.add({record: {id: 2, text: ""}, about: null}, true)).toBe(true);
  expect(sheet.add({record: {id: 3, text: ""}, about: null, fault: "text"}, true)).toBe(false);
  sheet.close();
  expect(sheet.counts).toEqual({raw: 5, clean: 2, rejected: 2, duplicates: 1, rejected_by_column: {text: 2}});
});
