import {readFileSync} from "node:fs";
import fc from "fast-check";
import {parse} from "opentype.js";
import {describe, expect, test} from "vitest";
import {coverage, fontPath, fonts} from "../../src/visualize/fonts.ts";
import {isSafe, legible, missingCharacters} from "../../src/visualize/legible.ts";

const covers = coverage(["∞", "中"]);

describe("legible", () => {
  test.for([
    ["Spring sale", "Spring sale"],
    ['=HYPERLINK("x")<script>alert(1)</script>', '=HYPERLINK("x")<script>alert(1)</script>'],
    ["line\r\nbreak\tand\u0000nul", "line break and nul"],
    ["cafe\u0301", "café"],
    ["\u202Eevil", "evil"],
    ["新年 2024", "·· 2024"],
    ["🎉 sale", "· sale"],
    ["שלום مرحبا", "שלום مرحبا"],
    ["half \ud83d a pair", "half · a pair"],
  ] as const)("letters %j as %j", ([text, expected]) => {
    expect(legible(text, covers)).toBe(expected);
  });

  test("says which characters are missing, each once", () => {
    expect(missingCharacters("新年新品 ok", covers)).toEqual(["新", "年", "品"]);
  });

  test("leaves nothing that cannot be drawn", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), (text) => {
        expect(missingCharacters(legible(text, covers), covers)).toEqual([]);
      }),
    );
  });

  test("does not change a text that is legible already", () => {
    fc.assert(
      fc.property(fc.string({unit: "binary"}), (text) => {
        const once = legible(text, covers);
        expect(legible(once, covers)).toBe(once);
      }),
    );
  });
});

test("characters taken for safe are in every weight of Inter", () => {
  const files = fonts.filter(({family}) => family === "Inter").map(({file}) => readFileSync(fontPath(file)));
  const inter = files.map((file) => parse(new Uint8Array(file).buffer));
  const safe = Array.from({length: 0x10000}, (_, code) => String.fromCharCode(code)).filter(isSafe);
  expect(safe.length).toBeGreaterThan(390);
  expect(safe.filter((character) => !inter.every((font) => font.hasChar(character)))).toEqual([]);
});

test("the fonts are not read for texts that are safe", () => {
  const all = coverage(["Spring sale", "Été 2024 – 1 234,50 €"]);
  expect(all("中")).toBe(true);
});
