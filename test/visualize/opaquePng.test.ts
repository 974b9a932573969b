import {expect, test} from "vitest";
import {opaquePng} from "../../src/visualize/png.ts";
import {chunksOf, decode} from "./png.ts";

/** Lines of one colour each, but for a stripe that runs down: some repeat the line above, some do not. */
function pixelsOf(width: number, lines: readonly number[]): Uint8Array {
  return Uint8Array.from(
    lines.flatMap((colour) =>
      Array.from({length: width}, (_, x) => (x === 3 ? [9, 8, 7, 255] : [colour, colour ^ 0x55, x, 255])).flat(),
    ),
  );
}

const pixels = pixelsOf(5, [10, 10, 20, 20, 20, 30, 10, 10]);

test("shows the pixels it is made of, lines that repeat the one above included", async () => {
  const shown = await decode(opaquePng(5, 8, pixels, 11811));
  expect([shown.width, shown.height]).toEqual([5, 8]);
  expect([...shown.data]).toEqual([...pixels]);
});

test("has no opacity, and states its resolution with a right checksum", () => {
  const png = opaquePng(5, 8, pixels, 11811);
  const chunks = chunksOf(png);
  expect([...chunks.keys()]).toEqual(["IHDR", "pHYs", "IDAT", "IEND"]);
  expect([...chunks.get("IHDR")!]).toEqual([0, 0, 0, 5, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  expect(png.subarray(33, 54).toString("hex")).toBe("00000009704859730000" + "2e2300002e2301" + "78a53f76");
});

test("is the same for the same pixels", () => {
  expect(opaquePng(5, 8, pixels, 11811).equals(opaquePng(5, 8, pixels.slice(), 11811))).toBe(true);
});
