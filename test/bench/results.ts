import {median, type Spread, spreadOf} from "./statistics.ts";

export const scenarios = ["first", "unchanged", "day", "late", "campaign"] as const;
export type Scenario = (typeof scenarios)[number];

/** What one process used, from its start to its end. */
export interface Usage {
  readonly ms: number;
  readonly cpu_ms: number;
  /** The most memory it held at a time. */
  readonly rss_mib: number;
  /** The most that V8 held for JavaScript, summed over threads. */
  readonly heap_mib: number;
  /** Handed to the system for writing; null where the system does not count it. */
  readonly written_mib: number | null;
}

export interface Run extends Usage {
  /** Milliseconds by stage, by the program's own clock. */
  readonly stages: Readonly<Record<string, number>>;
}

/** One after the other, on the same data. */
export interface Pair {
  readonly daybook: Run;
  readonly floor: Run;
}

export interface Measured {
  /** Of the history it starts with. */
  readonly orders: number;
  readonly scenario: Scenario;
  /** Of all sources, when it was measured last. */
  readonly records: number;
  readonly pairs: readonly Pair[];
}

export interface Machine {
  readonly processor: string;
  readonly processors: number;
  readonly memory_gib: number;
  readonly system: string;
  readonly node: string;
}

export interface Results {
  readonly version: string;
  /** ISO instant. */
  readonly taken: string;
  readonly machine: Machine;
  readonly measured: readonly Measured[];
}

export type Fact = keyof Usage;

export function spread(measured: Measured, who: keyof Pair, fact: Fact): Spread {
  return spreadOf(measured.pairs.map((pair) => pair[who][fact] ?? Number.NaN));
}

/** Daybook's share of the floor, pair by pair: the machine's moods fall on both. */
export function ratio({pairs}: Measured, fact: Fact): Spread {
  return spreadOf(pairs.map(({daybook, floor}) => (daybook[fact] ?? Number.NaN) / (floor[fact] ?? Number.NaN)));
}

export function recordsPerSecond(measured: Measured, who: keyof Pair): number {
  return Math.round((measured.records / spread(measured, who, "ms").median) * 1000);
}

/** Medians by stage; what no stage accounts for is the program's start and end. */
export function stages({pairs}: Measured, who: keyof Pair): Record<string, number> {
  const runs = pairs.map((pair) => pair[who]);
  const names = [...new Set(runs.flatMap((run) => Object.keys(run.stages)))];
  const rest = (run: Run) => run.ms - Object.values(run.stages).reduce((sum, ms) => sum + ms, 0);
  return {
    ...Object.fromEntries(names.map((name) => [name, median(runs.map((run) => run.stages[name] ?? 0))])),
    "start and end": median(runs.map(rest)),
  };
}

export function find({measured}: Results, orders: number, scenario: Scenario): Measured | undefined {
  return measured.find((one) => one.orders === orders && one.scenario === scenario);
}

/** With its sums beside the runs, so that a reader need not form them. */
export function withSummaries(results: Results): object {
  return {...results, measured: results.measured.map((one) => ({...one, ...summary(one)}))};
}

function summary(measured: Measured): object {
  const facts = ["ms", "cpu_ms", "rss_mib", "heap_mib", "written_mib"] as const;
  const of = (who: keyof Pair) => ({
    ...Object.fromEntries(facts.map((fact) => [fact, spread(measured, who, fact)])),
    records_per_second: recordsPerSecond(measured, who),
    stages: stages(measured, who),
  });
  const ratios = Object.fromEntries(facts.map((fact) => [fact, ratio(measured, fact)]));
  return {daybook: of("daybook"), floor: of("floor"), ratio: ratios};
}
