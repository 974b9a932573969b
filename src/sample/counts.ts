import type {Entry} from "./records.ts";

/** What becomes of a source's records. Every record is counted once: raw = clean + rejected + duplicates. */
export interface SourceCounts {
  raw: number;
  clean: number;
  rejected: number;
  duplicates: number;
  /** Rejected records by the clean column that cannot be used. */
  rejected_by_column: Record<string, number>;
}

export function noCounts(): SourceCounts {
  return {raw: 0, clean: 0, rejected: 0, duplicates: 0, rejected_by_column: {}};
}

/** Counts one record in; true when it is clean. */
export function countIn(counts: SourceCounts, fault: string | undefined, isDuplicate = false): boolean {
  counts.raw++;
  if (fault !== undefined) {
    counts.rejected++;
    counts.rejected_by_column[fault] = (counts.rejected_by_column[fault] ?? 0) + 1;
  } else if (isDuplicate) counts.duplicates++;
  else counts.clean++;
  return fault === undefined && !isDuplicate;
}

/** The entries that are neither rejected nor, in what is written, the same as an earlier one of those; `row` is their 1-based place. */
export function settle<Written, About>(
  entries: readonly Entry<Written, About>[],
): {counts: SourceCounts; records: Written[]; clean: (Entry<Written, About> & {row: number})[]} {
  const counts = noCounts();
  const seen = new Set<string>();
  const clean = entries
    .map((entry, i) => ({...entry, row: i + 1}))
    .filter(({record, fault}) => {
      const written = JSON.stringify(record);
      const isClean = countIn(counts, fault, seen.has(written));
      if (isClean) seen.add(written);
      return isClean;
    });
  return {counts, records: entries.map(({record}) => record), clean};
}
