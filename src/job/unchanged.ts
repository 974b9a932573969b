import type {StageRun} from "../pipeline.ts";

/** True where no source had a row added, changed or removed. */
export function hasNoNews({counts}: StageRun): boolean {
  return Object.values(counts).every(({fresh, gone}) => fresh === 0 && gone === 0);
}

/** True where orders came in, nothing was changed or removed, and all campaigns are the same. */
export function hasNewSalesOnly({counts}: StageRun): boolean {
  const {orders, campaigns} = counts;
  const isAdded = Object.values(counts).every(({gone}) => gone === 0);
  return isAdded && (orders?.fresh ?? 0) > 0 && (campaigns?.fresh ?? 0) === 0;
}

/** True where no source had a row added, changed or removed, and no day was summed again. */
export function isUnchanged(stages: readonly StageRun[]): boolean {
  const read = stages.find(({stage}) => stage === "integrate");
  const summed = stages.find(({stage}) => stage === "federate")?.counts.days_made;
  if (!read || !summed) return false;
  return hasNoNews(read) && Object.values(summed).every((days) => days === 0);
}
