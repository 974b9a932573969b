import type {Computed} from "../computed.ts";
import {expectationOf, type ValueCell, type ValueModel} from "./valueModels.ts";

type Cell = ValueCell & {readonly recency_step: number; readonly age_step: number};
type Parameters = Readonly<Record<"r" | "alpha" | "a" | "b" | "p" | "q" | "gamma", number>>;

/** What to expect of customers with about the same past, by the model that was chosen. */
export const valueExpected: Computed = {
  name: "value_expected",
  about: "What customers with about the same past will bring. One row per (repeats, recency_step, age_step).",
  needs: [],
  sections: ["customers"],
  reads: ["value_cells", "mart_value_models"],
  columns: {
    repeats: "bigint",
    recency_step: "integer",
    age_step: "integer",
    purchases: "double",
    base: "double",
    slope: "double",
  },
  queries: {
    chosen: "select * from mart_value_models where is_chosen",
    cells: `select repeats, recency_step, age_step, recency, age from value_cells
      where phase = 'now' order by repeats, recency_step, age_step`,
  },
  compute({chosen, cells}) {
    const found = chosen![0];
    if (!found) return [];
    const {r, alpha, a, b, p, q, gamma} = found as unknown as Parameters;
    const model = {...found, bgNbd: {r, alpha, a, b}, gammaGamma: {p, q, gamma}} as unknown as ValueModel;
    return (cells as unknown as readonly Cell[]).map((cell) => {
      const {repeats, recency_step, age_step} = cell;
      return {repeats, recency_step, age_step, ...expectationOf(model, cell, found.days as number)};
    });
  },
};
