import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {overlap, placeLabels, spread} from "../../src/visualize/placement.ts";

const area = {left: 0, top: 0, width: 600, height: 300};
const label = {width: 100, height: 12};

describe("placeLabels", () => {
  test("stands above a point that is alone", () => {
    expect(placeLabels([{x: 300, y: 150, ...label}], area)).toEqual([{left: 250, top: 131, ...label}]);
  });

  test("stays within the area at its edges", () => {
    const [atLeft, atRight] = placeLabels(
      [
        {x: 1, y: 150, ...label},
        {x: 599, y: 150, ...label},
      ],
      area,
    );
    expect(atLeft?.left).toBe(0);
    expect(atRight?.left).toBe(500);
  });

  test("keeps off the series where there is room beside it", () => {
    const wall = {left: 290, top: 0, width: 2, height: 300};
    const [box] = placeLabels([{x: 300, y: 150, ...label}], area, [wall]);
    expect(overlap(box!, wall)).toBe(false);
  });

  test("does not let a label stand over the neighbour of its point", () => {
    const boxes = placeLabels(
      [
        {x: 300, y: 150, ...label},
        {x: 330, y: 150, ...label},
      ],
      area,
    );
    expect(boxes[0]!.left + label.width).toBeLessThanOrEqual(330);
    expect(boxes[1]!.left).toBeGreaterThanOrEqual(300);
  });

  test("leaves out what has no room", () => {
    expect(placeLabels([{x: 20, y: 20, ...label}], {left: 0, top: 0, width: 40, height: 40})).toEqual([null]);
  });

  test("never lets labels overlap, cover a point or leave the area", () => {
    const anchor = fc.record({
      x: fc.integer({min: 0, max: 600}),
      y: fc.integer({min: 0, max: 300}),
      width: fc.integer({min: 20, max: 160}),
      height: fc.constant(12),
    });
    fc.assert(
      fc.property(fc.array(anchor, {minLength: 1, maxLength: 3}), (anchors) => {
        const boxes = placeLabels(anchors, area).filter((box) => box !== null);
        for (const [i, box] of boxes.entries()) {
          expect(boxes.slice(i + 1).some((other) => overlap(box, other))).toBe(false);
          for (const {x, y} of anchors)
            expect(overlap(box, {left: x - 1, top: y - 1, width: 2, height: 2})).toBe(false);
          expect(Math.min(box.left, box.top)).toBeGreaterThanOrEqual(0);
          expect(box.left + box.width).toBeLessThanOrEqual(600);
          expect(box.top + box.height).toBeLessThanOrEqual(300);
        }
      }),
    );
  });
});

describe("spread", () => {
  test("leaves alone what is far apart", () => {
    expect(spread([10, 100], [20, 20])).toEqual([10, 100]);
  });

  test("moves two at the same height apart, as far up as down", () => {
    expect(spread([50, 50], [20, 20])).toEqual([40, 60]);
  });

  test("gives each its room and keeps their order", () => {
    const ends = fc.array(fc.tuple(fc.integer({min: 0, max: 200}), fc.integer({min: 5, max: 50})), {maxLength: 6});
    fc.assert(
      fc.property(ends, (list) => {
        const [centres, heights] = [list.map(([centre]) => centre), list.map(([, height]) => height)];
        const moved = spread(centres, heights);
        for (const i of moved.keys())
          for (const j of moved.keys()) {
            if (centres[i]! >= centres[j]!) continue;
            expect(moved[j]! - moved[i]!).toBeGreaterThanOrEqual((heights[i]! + heights[j]!) / 2 - 1e-9);
          }
      }),
    );
  });
});
