import type {Warehouse} from "../store/warehouse.ts";
import {type chooseDecimal, type DecimalEvidence, decimalEvidence, isOneSided, type Survey, survey} from "./numbers.ts";
import type {Texts} from "./stored.ts";

export function lookAt(warehouse: Warehouse, texts: string): Promise<Survey> {
  return warehouse.row<Survey>(survey(texts));
}

/** The decimal sign of a column, decided by its texts, and by the rows they stand in where the texts speak for both signs. */
export async function chooseSign(
  warehouse: Warehouse,
  {distinct, counted}: Texts,
  found: Survey,
  choose: typeof chooseDecimal,
): Promise<ReturnType<typeof chooseDecimal>> {
  const evidence = found.unusual === 0 ? found : await warehouse.row<DecimalEvidence>(decimalEvidence(distinct));
  const choice = choose(evidence);
  if (!("problem" in choice) && isOneSided(evidence)) return choice;
  return choose(await warehouse.row<DecimalEvidence>(decimalEvidence(counted)));
}
