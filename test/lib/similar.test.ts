import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {closest} from "../../src/lib/similar.ts";

describe("closest", () => {
  const commands = ["run", "integrate", "normalize", "visualize", "schedule"];

  test.for([
    ["shedule", "schedule"],
    ["intergate", "integrate"],
    ["Normalise", "normalize"],
    ["rnu", "run"],
    ["visualizer", "visualize"],
  ] as const)("takes %s for %s", ([word, meant]) => {
    expect(closest(word, commands)).toBe(meant);
  });

  test.for(["", "x", "banana", "in"])("makes no guess for %j", (word) => {
    expect(closest(word, commands)).toBeUndefined();
  });

  test("finds a candidate from any single slip of the finger", () => {
    const slip = fc.tuple(fc.constantFrom("integrate", "normalize", "visualize"), fc.nat(8), fc.constantFrom("q", ""));
    fc.assert(
      fc.property(slip, ([word, at, letter]) => {
        expect(closest(word.slice(0, at) + letter + word.slice(at + 1), commands)).toBe(word);
      }),
    );
  });
});
