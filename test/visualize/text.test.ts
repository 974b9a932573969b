import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {ellipsise, wrap} from "../../src/visualize/text.ts";

const measure = (text: string) => 10 * [...text].length;
const anyText = fc.string({unit: "grapheme"});

describe("ellipsise", () => {
  test.for([
    ["short", 100, "short"],
    ["exactly ten", 110, "exactly ten"],
    ["Newsletter of the north, wave A", 150, "Newsletter…ve A"],
    ["Newsletter of the north, wave B", 150, "Newsletter…ve B"],
    ["anything", 10, "…"],
  ] as const)("makes %j in %i px %j", ([text, width, expected]) => {
    expect(ellipsise(text, width, measure)).toBe(expected);
  });

  test("does not cut within what is seen as one character", () => {
    const family = "👩‍👩‍👧";
    expect(ellipsise(family.repeat(8), 200, (text) => 10 * text.split("👧").length)).not.toMatch(/\u200d…|…\u200d/u);
    expect(ellipsise("e\u0301".repeat(20), 105, measure).replace("…", "")).toMatch(/^(e\u0301)*$/);
  });

  test("always fits where … does", () => {
    fc.assert(
      fc.property(anyText, fc.integer({min: 10, max: 300}), (text, width) => {
        expect(measure(ellipsise(text, width, measure))).toBeLessThanOrEqual(width);
      }),
    );
  });
});

describe("wrap", () => {
  test("breaks at spaces", () => {
    expect(wrap("one two three four", 90, measure)).toEqual(["one two", "three", "four"]);
  });

  test("shortens a word that is longer than a line", () => {
    expect(wrap("a Donaudampfschifffahrt b", 100, measure)).toEqual(["a", "Donaud…hrt", "b"]);
  });

  test("never makes a line too long, and keeps all words that fit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,9}$/), {minLength: 1}),
        fc.integer({min: 90, max: 400}),
        (words, width) => {
          const lines = wrap(words.join(" "), width, measure);
          expect(lines.every((line) => measure(line) <= width)).toBe(true);
          expect(lines.join(" ")).toBe(words.join(" "));
        },
      ),
    );
  });
});
