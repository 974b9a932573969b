import type {Command, Option} from "./command.ts";
import {commonOptions} from "./options.ts";

/** Help for Daybook as a whole; the first command is the one that runs when none is named. */
export function generalHelp(commands: readonly Command[]): string {
  const [first] = commands;
  return [
    "Daybook reads a shop's orders, campaigns, web traffic and footfall, joins them to the cent,",
    "draws the charts and writes the report of the day.",
    "",
    "Usage: node main [command] [options]",
    "",
    "Commands:",
    ...aligned(commands.map(({name, summary}) => [name, summary])),
    "",
    `Without a command: ${first!.name}.`,
    "",
    ...optionLines("Options:", [...first!.options, ...commonOptions]),
    "",
    "More on one command: node main <command> --help",
    "",
    "Exit code:",
    ...aligned(exitCodes.map(([code, meaning]) => [String(code), meaning])),
  ].join("\n");
}

export function commandHelp({name, summary, options, words}: Command): string {
  return [
    `node main ${[name, ...(words ? [words.signature] : [])].join(" ")} [options]: ${summary}`,
    "",
    ...(words ? [...aligned([[words.signature, words.summary]]), ""] : []),
    ...(options.length > 0 ? [...optionLines("Options:", options), ""] : []),
    ...optionLines("Options of every command:", commonOptions),
  ].join("\n");
}

/** What the process ends with. */
export const exitCodes = [
  [0, "done"],
  [1, "the run failed"],
  [2, "wrong config or command line"],
  [3, "a quality gate blocked the report"],
  [4, "the report was made, but not delivered to everybody"],
  [75, "another run is at work: try again"],
  [130, "interrupted"],
] as const;

function optionLines(heading: string, options: readonly Option[]): string[] {
  return [heading, ...aligned(options.map((option) => [signature(option), summaryOf(option)]))];
}

function signature({name, short, value}: Option): string {
  return `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}`;
}

function summaryOf({summary, default: standard}: Option): string {
  return standard === undefined ? summary : `${summary} (default: ${standard})`;
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}
