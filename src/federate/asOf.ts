import {fixed, RunError, UsageError} from "../lib/errors.ts";
import type {StageContext} from "../stage.ts";
import {text} from "../store/warehouse.ts";

/** The day asked for, else the last day with orders before today. Reads `sale_days`. */
export async function chooseAsOf({warehouse, today, asOf}: StageContext): Promise<string> {
  refuseFuture({today, ...(asOf && {asOf})});
  const before = asOf ? `<= date ${text(asOf)}` : `< date ${text(today)}`;
  const {first, last} = await warehouse.row<{first: string | null; last: string | null}>(
    `select min(ordered_on) as first, max(case when ordered_on ${before} then ordered_on end) as last from sale_days`,
  );
  if (last === null)
    throw new RunError(
      fixed(`there is no order ${asOf ? `on or before ${asOf}` : `before today (${today})`}: the first is on ${first}`),
    );
  return asOf ?? last;
}

export function refuseFuture({asOf, today}: Pick<StageContext, "asOf" | "today">): void {
  if (asOf && asOf > today) throw new UsageError(fixed(`--as-of ${asOf} is in the future: today is ${today}`));
}
