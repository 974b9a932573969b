import {describe, expect, test} from "vitest";
import type {Order} from "../../src/visualize/drawing.ts";
import {shared} from "../../src/visualize/shares.ts";

const period = {from: "2024-01-01", to: "2024-12-31", attribution: "linear"};

/** An order of `count` rows of `columns` values each. */
function order(name: string, count: number, columns: number): Order {
  const row = Object.fromEntries(Array.from({length: columns}, (_, i) => [`c${i}`, i]));
  return {name, rows: Array(count).fill(row), period, locale: "en", currency: "EUR", uncovered: []};
}

const names = (shares: readonly (readonly Order[])[]) => shares.map((share) => share.map(({name}) => name).sort());

describe("figures dealt out to threads", () => {
  test("leave the one with the most marks to a thread of its own", () => {
    const orders = [order("daily", 366, 2), order("top", 15, 5), order("both", 366, 5)];
    expect(names(shared(orders, 2))).toEqual([["both"], ["daily", "top"]]);
  });

  test("are all dealt out, each once, and to nobody who gets none", () => {
    const orders = [order("a", 0, 0), order("b", 1, 1)];
    expect(names(shared(orders, 4))).toEqual([["b"], ["a"]]);
    expect(names(shared([...orders, order("c", 9, 9)], 1))).toEqual([["a", "b", "c"]]);
    expect(shared([], 2)).toEqual([]);
  });
});
