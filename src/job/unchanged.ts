import type {StageRun} from "../pipeline.ts";

/** True where no source had a row added, changed or removed. */
export function hasNoNews({counts}: StageRun): boolean {
  return Object.values(counts).every(({fresh, gone}) => fresh === 0 && gone === 0);
}

/** True where orders were added to those there were, all campaigns are the same, and of the other sources none had more than rows added. */
export function isAppendedOnly({changes = {}}: StageRun): boolean {
  const {orders, campaigns = "unchanged", ...others} = changes;
  const isGood = (change: string) => change === "appended" || change === "unchanged";
  return orders === "appended" && campaigns === "unchanged" && Object.values(others).every(isGood);
}

/** True where no source had a row added, changed or removed, and no day was summed again. */
export function isUnchanged(stages: readonly StageRun[]): boolean {
  const read = stages.find(({stage}) => stage === "integrate");
  const summed = stages.find(({stage}) => stage === "federate")?.counts.days_made;
  if (!read || !summed) return false;
  return hasNoNews(read) && Object.values(summed).every((days) => days === 0);
}
