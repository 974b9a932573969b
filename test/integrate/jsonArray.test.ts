import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {ArrayLines} from "../../src/integrate/jsonArray.ts";

async function linesOf(array: ArrayLines, ...chunks: string[]): Promise<string[]> {
  const parts = async function* () {
    for (const chunk of chunks) yield Buffer.from(chunk);
  };
  let text = "";
  for await (const chunk of array.lines(parts())) text += chunk.toString();
  return text.split("\n").slice(0, -1);
}

describe("the elements of a JSON array", () => {
  test("come one per line, with their brackets, commas and quotes", async () => {
    const text = ' [ {"a": "x,]}\\"",\n "b": [1, {"c": 2}]}\n, {"a": "y"} ]\n';
    expect(await linesOf(new ArrayLines(), text)).toEqual(['{"a": "x,]}\\"",  "b": [1, {"c": 2}]} ', '{"a": "y"} ']);
  });

  test("are the values that went in, wherever the bytes are split", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), {maxLength: 4}), fc.nat(), fc.nat(3), async (values, at, indent) => {
        const text = JSON.stringify(values, undefined, indent);
        const cut = at % (text.length + 1);
        const lines = await linesOf(new ArrayLines(), text.slice(0, cut), text.slice(cut));
        expect(lines.map((line) => JSON.parse(line))).toEqual(JSON.parse(text));
      }),
    );
  });

  test.for([
    ['[{"a":1},', 1, "ends in the middle of the array"],
    ['[\n{"a":1}\n,\n{"a":', 4, "ends in the middle of a record"],
    ['[{"a":1}', 1, "ends in the middle of a record"],
    ['[\n{"a":"x\n', 2, "has a text without its closing quote"],
    ['[{"a":1}]\n\n[', 3, "goes on behind the end of the array"],
    ['[{"a":1},\n]', 2, "has a comma with no record behind it"],
    ["[", 1, "ends in the middle of the array"],
  ] as const)("of %j are refused at line %i: it %s", async ([text, line, message]) => {
    await expect(linesOf(new ArrayLines(), text)).rejects.toMatchObject({line, message});
  });

  test("can be watched for the line of one of them", async () => {
    const array = new ArrayLines(2);
    await linesOf(array, '[\n{"a":1},\n\n{"a":2}]');
    expect(array.watchedLine).toBe(4);
  });
});
