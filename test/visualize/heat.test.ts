import {expect, test} from "vitest";
import {shadeOf} from "../../src/visualize/heat.ts";

const luminance = (shade: string) => {
  const [r, g, b] = shade.match(/\d+/g)!.map((part) => {
    const value = Number(part) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
};

test("more is darker, all the way, so that it can be told in grey", () => {
  const weights = Array.from({length: 51}, (_, i) => i / 50);
  const shades = weights.map((weight) => luminance(shadeOf(weight)));
  for (let i = 1; i < shades.length; i++) expect(shades[i]).toBeLessThan(shades[i - 1]!);
});

test("what is beyond is drawn as the end", () => {
  expect(shadeOf(-3)).toBe(shadeOf(0));
  expect(shadeOf(7)).toBe(shadeOf(1));
});
