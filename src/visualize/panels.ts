import type {Options} from "./axes.ts";

/** Two panels in one chart, one above the other: each vertical axis takes its share of a stack, with room between for what is written under the upper one. */
export const shares = {above: 10, between: 4.2, below: 12} as const;

/** Puts an axis on one side; of those in a stack, the ones with the larger `weight` stand higher on the left, lower on the right. */
export function part(side: "left" | "right", share: number, weight: number): Options {
  return {stack: side, stackWeight: share, position: side, weight};
}

/** An axis that shows nothing and is as wide as another: it keeps a place in the stack free. */
export function spacer({afterFit}: Options): Options {
  const nothing = {display: false};
  return {type: "linear", ticks: nothing, grid: nothing, border: nothing, afterFit};
}
