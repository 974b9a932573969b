import {type chooseDecimal, type DecimalEvidence, decimalEvidence, isOneSided} from "./numbers.ts";
import type {Survey} from "./survey.ts";
import type {Witness} from "./witness.ts";

/** The decimal sign of a column, decided by its texts, and by the rows they stand in where the texts speak for both signs. */
export async function chooseSign(
  witness: Witness,
  found: Survey,
  choose: typeof chooseDecimal,
): Promise<ReturnType<typeof chooseDecimal>> {
  const evidence: DecimalEvidence =
    found.unusual === 0 ? found : await witness.ask("signs", ({distinct}) => decimalEvidence(distinct));
  const choice = choose(evidence);
  if (!("problem" in choice) && isOneSided(evidence)) return choice;
  return choose(await witness.askAll<DecimalEvidence>(({counted}) => decimalEvidence(counted)));
}
