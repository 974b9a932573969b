import {expect, test} from "vitest";
import {letterNames, standInNotes} from "../../src/visualize/standIns.ts";

/** Fonts that have nothing beyond Latin. */
const legible = (text: string) => text.replace(/[^ -\u024f]/gu, "·");
const shown = (names: string[]) => letterNames(names, "Campaign", legible).map((lettered) => lettered.shown);

test("a name that can be lettered stays as it is", () => {
  expect(shown(["Été 2024", "A", "!"])).toEqual(["Été 2024", "A", "!"]);
});

test("a name of which enough is left to know it by keeps that", () => {
  expect(shown(["夏 summer sale", "新年 2024"])).toEqual(["· summer sale", "·· 2024"]);
});

test("of one that is nothing but dots, and of two that look the same, the place in the figure is shown", () => {
  expect(shown(["Spring", "नमस्ते", "🎉🎉", "新年 sale", "春节 sale"])).toEqual([
    "Spring",
    "Campaign no. 2",
    "Campaign no. 3",
    "Campaign no. 4",
    "Campaign no. 5",
  ]);
});

test("a note says which is which, and there is none where all can be read", () => {
  expect(standInNotes(letterNames(["新年", "Spring"], "Campaign", legible))).toEqual([
    "No bundled font has the letters of some names, so the figures show “Campaign no. 1” for “新年”.",
  ]);
  expect(standInNotes(letterNames(["Campaign no. 1"], "Campaign", legible))).toEqual([]);
});
