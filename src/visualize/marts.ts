import {fixed, RunError} from "../lib/errors.ts";
import type {Warehouse} from "../store/warehouse.ts";

/** The days the marts cover, both inclusive, `YYYY-MM-DD`. */
export interface Period {
  readonly from: string;
  readonly to: string;
  /** The attribution model the marts were built with. */
  readonly attribution: string;
}

/** Throws RunError where there are no marts to draw. */
export async function readPeriod(warehouse: Warehouse): Promise<Period> {
  if (!(await warehouse.tables()).includes("mart_period"))
    throw new RunError(fixed("there is nothing to draw yet: run `federate` first (or `run` for everything)"));
  return warehouse.row<Period & object>('select first_day as "from", as_of as "to", attribution from mart_period');
}
