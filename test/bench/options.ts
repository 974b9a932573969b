import {parseArgs} from "node:util";
import {type Scenario, scenarios} from "./results.ts";

export interface Options {
  readonly sizes: readonly number[];
  readonly scenarios: readonly Scenario[];
  readonly pairs: number;
  /** Where the figures go as JSON. */
  readonly json?: string;
  /** Figures of another version to compare with. */
  readonly against?: string;
  /** Figures to show in place of measuring. */
  readonly show?: string;
  readonly markdown: boolean;
  /** Limits Daybook's engine, as the setting of that name. */
  readonly memory?: string;
  /** Without the table that has a line for every order. */
  readonly sums: boolean;
  /** The program to measure: another checkout's, say. */
  readonly program?: string;
}

export const usage = `npm run bench -- [options]

Measures Daybook beside the same job written by hand (test/bench/floor), in turn, on made-up shops.

  --sizes 1000,100000,1000000   orders of the history (10000000: a quarter of an hour, 5 GB of disk)
  --scenarios ${scenarios.join(",")}
                                first load, nothing new, a day more, late orders in 30 old days, one flight edited
  --pairs 3                     runs of each, taken in turn with the floor's
  --json FILE                   write the figures, every run of them, as JSON
  --against FILE                compare with the figures of another version
  --show FILE                   show the figures of a file; measure nothing
  --markdown                    print the figures as a Markdown table
  --memory 1GB                  limit Daybook's engine
  --sums                        have Daybook write sums only, without orders.csv: a line for every order ever
  --program MAIN                measure another build: its main.js
  --help                        print this and stop
`;

/** Throws what is wrong with them; undefined when only help is wanted. */
export function readOptions(args: readonly string[]): Options | undefined {
  const text = {type: "string"} as const;
  const options = {
    sizes: {...text, default: "1000,100000,1000000"},
    scenarios: {...text, default: scenarios.join(",")},
    pairs: {...text, default: "3"},
    json: text,
    against: text,
    show: text,
    memory: text,
    program: text,
    sums: {type: "boolean", default: false},
    markdown: {type: "boolean", default: false},
    help: {type: "boolean", default: false},
  } as const;
  const {values} = parseArgs({args: [...args], options});
  const {help, sizes, scenarios: wanted, pairs, ...rest} = values;
  if (help) return undefined;
  return {...rest, sizes: sizes.split(",").map(wholeNumber), scenarios: scenariosOf(wanted), pairs: wholeNumber(pairs)};
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Error(`"${text}" is not a whole number from 1`);
}

/** In the order in which they can be run. */
function scenariosOf(text: string): Scenario[] {
  const names = text.split(",");
  const unknown = names.find((name) => !scenarios.some((scenario) => scenario === name));
  if (unknown !== undefined) throw new Error(`"${unknown}" is not one of ${scenarios.join(", ")}`);
  return scenarios.filter((scenario) => names.includes(scenario));
}
