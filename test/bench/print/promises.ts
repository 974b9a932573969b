import {type Fact, find, type Results, ratio, type Scenario, spread} from "../results.ts";
import {table} from "./table.ts";
import {scenarioNames, times, whole} from "./words.ts";

interface Promised {
  readonly what: string;
  readonly most: number;
  /** Undefined where a run it needs was not measured. */
  readonly found: number | undefined;
  /** The same by processor time, which others at work on the machine disturb less. */
  readonly foundCpu?: number | undefined;
}

const [small, middle, large, huge] = [1000, 100_000, 1_000_000, 10_000_000] as const;

/** What the figures must hold, each with what was found. */
export function promises(results: Results): string {
  const rows = promised(results).map(({what, most, found, foundCpu}) => [
    what,
    `at most ${times(most)}`,
    found === undefined ? "not measured" : times(found),
    foundCpu === undefined ? "" : `(CPU ${times(foundCpu)})`,
    found === undefined ? "" : found <= most ? "holds" : "MISSED",
  ]);
  return `What the figures must hold\n\n${table(rows)}`;
}

export function promised(results: Results): Promised[] {
  const longest = Math.max(large, ...results.measured.map(({orders}) => orders));
  return [
    againstFloor(results, small, 1.4),
    againstFloor(results, large, 1.6),
    againstFloor(results, huge, 1.9),
    memoryAgainstFloor(results, large),
    memoryAgainstFloor(results, huge),
    againstShort(results, longest, "unchanged", 1.2),
    againstShort(results, longest, "day", 1.5),
    {
      what: `campaign edited at ${whole(longest)} orders, of its first load`,
      most: 0.2,
      ...both((fact) => share(results, fact, [longest, "campaign"], [longest, "first"])),
    },
  ];
}

function againstFloor(results: Results, orders: number, most: number): Promised {
  const measured = find(results, orders, "first");
  const found = both((fact) => measured && ratio(measured, fact).median);
  return {what: `first load of ${whole(orders)} orders, of the floor`, most, ...found};
}

function memoryAgainstFloor(results: Results, orders: number): Promised {
  const measured = find(results, orders, "first");
  const found = measured && ratio(measured, "rss_mib").median;
  return {what: `memory of the first load of ${whole(orders)} orders, of the floor's`, most: 1.5, found};
}

function againstShort(results: Results, orders: number, scenario: Scenario, most: number): Promised {
  const found = both((fact) => share(results, fact, [orders, scenario], [middle, scenario]));
  return {what: `${scenarioNames[scenario]} at ${whole(orders)} orders, of that at ${whole(middle)}`, most, ...found};
}

function both(of: (fact: Fact) => number | undefined): Pick<Promised, "found" | "foundCpu"> {
  return {found: of("ms"), foundCpu: of("cpu_ms")};
}

/** Daybook's medians of one run and of another. */
function share(results: Results, fact: Fact, ...runs: [[number, Scenario], [number, Scenario]]): number | undefined {
  const [one, other] = runs.map((run) => find(results, ...run));
  return one && other && spread(one, "daybook", fact).median / spread(other, "daybook", fact).median;
}
