import {type BgNbd, expectedPurchases, fitBgNbd} from "../../lib/lifetime/bgNbd.ts";
import {expectedValue, fitGammaGamma, type GammaGamma} from "../../lib/lifetime/gammaGamma.ts";
import {tidy} from "../../lib/tidy.ts";
import type {Row} from "../../store/warehouse.ts";
import type {Computed} from "../computed.ts";

/** One row of `value_cells`; sums over its customers, times in days. */
export interface ValueCell {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
  readonly customers: number;
  readonly means: number;
  readonly squared_means: number;
  readonly later_days: number;
  readonly later: number;
  readonly squared_later: number;
  readonly later_means: number;
}

interface Spend {
  readonly purchases: number;
  readonly mean: number;
  readonly customers: number;
}

/** What to expect of a customer: so many buying days, each worth `base` + `slope` · the mean of the past. */
export interface Expectation {
  readonly purchases: number;
  readonly base: number;
  readonly slope: number;
}

export interface ValueModel {
  readonly model: "bg_nbd" | "own_pace" | "average";
  readonly bgNbd?: BgNbd;
  readonly gammaGamma?: GammaGamma;
  /** Of all customers alike: buying days a day after the first, and what one is worth. */
  readonly pace: number;
  readonly worth: number;
}

/** Fewer customers, or fewer that came back, tell nothing of the next. */
const [leastCustomers, leastRepeats] = [50, 20];

/** Which way to foretell what customers will bring is best, tried on the last days: fitted to the days before, held against what came. */
export const valueModels: Computed = {
  name: "mart_value_models",
  about:
    "What each way to foretell the value of customers said of the days kept back, and what came. One row per model.",
  needs: [],
  sections: ["customers"],
  reads: ["value_cells", "value_spends", "value_window"],
  columns: {
    model: "varchar",
    is_chosen: "boolean",
    days: "integer",
    customers: "bigint",
    expected_days: "double",
    buying_days: "bigint",
    expected_revenue: "double",
    revenue: "double",
    error: "double",
    r: "double",
    alpha: "double",
    a: "double",
    b: "double",
    p: "double",
    q: "double",
    gamma: "double",
    pace: "double",
    worth: "double",
  },
  queries: {
    window: "select horizon from value_window where horizon is not null",
    cells: "select * from value_cells order by phase, repeats, recency_step, age_step",
    spends: "select phase, purchases, mean, customers from value_spends order by phase, purchases, size",
  },
  compute({window, cells, spends}) {
    const horizon = window![0]?.horizon as number | undefined;
    const of = <T>(rows: readonly Row[] | undefined, phase: string) =>
      (rows ?? []).filter((row) => row.phase === phase) as unknown as readonly T[];
    const then = of<ValueCell>(cells, "then");
    if (horizon === undefined || !isEnough(then)) return [];
    const tried = modelsOf(then, of<Spend>(spends, "then")).map((model) => ({model, ...testOf(model, then, horizon)}));
    const best = tried.reduce((one, other) => (other.error < one.error ? other : one));
    const fresh = modelsOf(of<ValueCell>(cells, "now"), of<Spend>(spends, "now"));
    return tried.map(({model: {model}, ...test}) => {
      const {bgNbd, gammaGamma, pace, worth} = fresh.find((one) => one.model === model) ?? {pace: null, worth: null};
      const isChosen = model === best.model.model && pace !== null;
      return {model, is_chosen: isChosen, days: horizon, ...test, ...bgNbd, ...gammaGamma, pace, worth};
    });
  },
};

function isEnough(cells: readonly ValueCell[]): boolean {
  const customers = cells.reduce((sum, cell) => sum + cell.customers, 0);
  const repeats = cells.reduce((sum, cell) => sum + cell.customers * cell.repeats, 0);
  return customers >= leastCustomers && repeats >= leastRepeats;
}

function modelsOf(cells: readonly ValueCell[], spends: readonly Spend[]): ValueModel[] {
  const [bgNbd, gammaGamma] = [fitBgNbd(cells), fitGammaGamma(spends)];
  const total = (value: (cell: ValueCell) => number) => cells.reduce((sum, cell) => sum + value(cell), 0);
  const pace = total((cell) => cell.customers * cell.repeats) / total((cell) => cell.customers * Math.max(cell.age, 1));
  const worth = tidy(
    total((cell) => (cell.repeats + 1) * cell.means) / total((cell) => (cell.repeats + 1) * cell.customers),
  );
  return [
    ...(bgNbd && gammaGamma ? [{model: "bg_nbd" as const, bgNbd, gammaGamma, pace, worth}] : []),
    {model: "own_pace", pace, worth},
    {model: "average", pace, worth},
  ];
}

export function expectationOf(
  {model, bgNbd, gammaGamma, pace, worth}: ValueModel,
  {repeats, recency, age}: Pick<ValueCell, "repeats" | "recency" | "age">,
  span: number,
): Expectation {
  if (model === "average") return {purchases: pace * span, base: worth, slope: 0};
  if (model === "own_pace") return {purchases: (repeats / Math.max(age, 1)) * span, base: 0, slope: 1};
  return {
    purchases: expectedPurchases(bgNbd!, {repeats, recency, age}, span),
    ...expectedValue(gammaGamma!, repeats + 1),
  };
}

/** What the model said and what came; `error` is the root of the mean squared error of a customer's revenue. */
function testOf(model: ValueModel, cells: readonly ValueCell[], span: number) {
  const sums = {customers: 0, expected_days: 0, buying_days: 0, expected_revenue: 0, revenue: 0};
  let squares = 0;
  for (const cell of cells) {
    const {purchases, base, slope} = expectationOf(model, cell, span);
    const [fixed, perMean] = [purchases * base, purchases * slope];
    sums.customers += cell.customers;
    sums.expected_days += purchases * cell.customers;
    sums.buying_days += cell.later_days;
    sums.expected_revenue += fixed * cell.customers + perMean * cell.means;
    sums.revenue += cell.later;
    squares += cell.squared_later - 2 * (fixed * cell.later + perMean * cell.later_means);
    squares += fixed ** 2 * cell.customers + 2 * fixed * perMean * cell.means + perMean ** 2 * cell.squared_means;
  }
  const tested = {...sums, error: Math.sqrt(Math.max(0, squares) / sums.customers)};
  // The sums come from the engine, which adds in no order that stays.
  return Object.fromEntries(Object.entries(tested).map(([name, value]) => [name, tidy(value)])) as typeof tested;
}
