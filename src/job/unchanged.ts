import type {StageRun} from "../pipeline.ts";

/** True where no source had a row added, changed or removed, and no day was summed again. */
export function isUnchanged(stages: readonly StageRun[]): boolean {
  const read = stages.find(({stage}) => stage === "integrate");
  const summed = stages.find(({stage}) => stage === "federate")?.counts.days_made;
  if (!read || !summed) return false;
  const isSame = Object.values(read.counts).every(({fresh, gone}) => fresh === 0 && gone === 0);
  return isSame && Object.values(summed).every((days) => days === 0);
}
