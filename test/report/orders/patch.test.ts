import {createHash} from "node:crypto";
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterEach, beforeEach, expect, test} from "vitest";
import {daySet, LineReader} from "../../../src/report/orders/lineReader.ts";
import {origin, type Run} from "../../../src/report/orders/origins.ts";
import {patch} from "../../../src/report/orders/patch.ts";
import {runs} from "../../support/runs.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-patch-"));
});
afterEach(() => rmSync(folder, {recursive: true}));

const at = (name: string) => join(folder, name);
const header = "id,day,name\r\n";

interface Sale {
  readonly day: string;
  readonly name: string;
}

const lineByLine = (origins: readonly number[]) => origins.map((from): Run => [from, 1]);

const quoted = (name: string) => (/[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name);
const lineOf = ({day, name}: Sale) => `${quoted(name)},${day},${quoted(name)}\r\n`;

const sale: fc.Arbitrary<Sale> = fc.record({
  day: fc.constantFrom("2024-02-28", "2024-02-29", "2024-12-01", "2025-01-12"),
  name: fc.constantFrom("a", "", "é", 'two\r\nlines, "quoted"', '"', "\n2024-02-29,\n", "x".repeat(90)),
});

test("a table patched is the table written anew, whatever stands in its lines", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(sale, fc.boolean())),
      fc.array(sale),
      fc.uniqueArray(sale.map(({day}) => day)),
      async (earlier, later, changed) => {
        const isChanged = ({day}: Sale) => changed.includes(day);
        // What stays or is replaced, and what is fresh, in turn.
        const kept = earlier
          .filter(([one]) => !isChanged(one))
          .map(([one, isReplaced]) =>
            isReplaced
              ? ([origin.replaces, {...one, name: `other ${one.name}`}] as const)
              : ([origin.stays, one] as const),
          );
        const fresh = later.filter(isChanged).map((one) => [origin.fresh, one] as const);
        const now = kept.flatMap((one, i) => [...fresh.slice(i, i + 1), one]).concat(fresh.slice(kept.length));
        const linesOf = (sales: readonly Sale[]) => sales.map(lineOf).join("");
        writeFileSync(at("original"), header + linesOf(earlier.map(([one]) => one)));
        writeFileSync(at("fresh"), linesOf(now.filter(([from]) => from !== origin.stays).map(([, one]) => one)));
        const sum = await patch({
          original: at("original"),
          fresh: at("fresh"),
          file: at("file"),
          column: 1,
          passedOver: daySet(changed)!,
          origins: lineByLine(now.map(([from]) => from)),
        });
        const expected = header + linesOf(now.map(([, one]) => one));
        expect(readFileSync(at("file"), "utf8")).toBe(expected);
        expect(sum).toEqual(sumOf(expected));
      },
    ),
    {numRuns: runs(50)},
  );
});

test.for([
  ["has a line less", "1,2024-02-28,a\r\n"],
  ["has a line more", "1,2024-02-28,a\r\n2,2024-02-28,a\r\n3,2024-02-28,a\r\n"],
] as const)("a table that %s than is to stay is of no use", async ([, lines]) => {
  writeFileSync(at("original"), header + lines);
  writeFileSync(at("fresh"), "9,2024-03-01,b\r\n");
  const origins = lineByLine([0, 1, 0]);
  const passedOver = daySet(["2024-03-01"])!;
  const files = {original: at("original"), fresh: at("fresh"), file: at("file")};
  expect(await patch({...files, column: 1, passedOver, origins})).toBeUndefined();
});

test("lines are found where they run from one piece that is read to the next", async () => {
  const lines = Array.from({length: 50}, (_, i) => lineOf({day: "2024-02-28", name: i % 3 === 0 ? '"\r\n"' : `n${i}`}));
  writeFileSync(at("original"), header + lines.join(""));
  for (const size of [1, 2, 7, 64]) {
    const reader = await LineReader.open(at("original"), 1, undefined, size);
    expect(await reader.header()).toBe(header);
    for (const line of lines) {
      let found = "";
      await reader.take(
        1,
        (bytes) => {
          found += bytes.toString();
        },
        async () => {},
      );
      expect(found).toBe(line);
    }
    await reader.close();
  }
});

test("days with other than four digits of a year are not looked for", () => {
  expect(daySet(["2024-01-01", "12024-01-01"])).toBeUndefined();
  expect(daySet(["0044-03-15 (BC)"])).toBeUndefined();
});

function sumOf(content: string) {
  return {bytes: Buffer.byteLength(content), sha256: createHash("sha256").update(content).digest("hex")};
}
