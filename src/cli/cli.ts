import {DaybookError, messageOf} from "../lib/errors.ts";
import {version} from "../lib/version.ts";
import type {Command, Terminal} from "./command.ts";
import {commands as everyCommand} from "./commands.ts";
import {commandHelp, generalHelp} from "./help.ts";
import {type Invocation, parse} from "./parse.ts";
import {shortPaths} from "./paths.ts";

/** Does what the command line says and resolves to the exit code. Never throws: what went wrong is printed. */
export async function main(
  args: readonly string[],
  terminal: Terminal,
  commands: readonly Command[] = everyCommand,
): Promise<number> {
  try {
    return await execute(parse(args, commands), terminal, commands);
  } catch (error) {
    if (args.includes("--json")) terminal.print(`${JSON.stringify({error: facts(error)}, null, 2)}\n`);
    terminal.say(`${shortPaths(describe(error), terminal.folder)}\n`);
    return facts(error).exit_code;
  }
}

async function execute(invocation: Invocation, terminal: Terminal, commands: readonly Command[]): Promise<number> {
  const {command, isNamed, values, words} = invocation;
  if (values.help) return print(isNamed ? commandHelp(command) : generalHelp(commands), terminal);
  if (values.version) return print(`daybook ${version()}`, terminal);
  const {exitCode, text, json} = await command.run(values, terminal, words);
  print(values.json ? JSON.stringify(json, null, 2) : shortPaths(text, terminal.folder), terminal);
  return exitCode;
}

function print(text: string, terminal: Terminal): number {
  terminal.print(`${text}\n`);
  return 0;
}

/** An error somebody can act on is its message; anything else is a bug, and shows where. */
function describe(error: unknown): string {
  if (error instanceof DaybookError) return `daybook: ${error.message}`;
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `${trace}\ndaybook: this is a bug in Daybook ${version()}; earlier reports are untouched`;
}

function facts(error: unknown): {name: string; message: string; exit_code: number} {
  const name = error instanceof Error ? error.name : "Error";
  return {name, message: messageOf(error), exit_code: error instanceof DaybookError ? error.exitCode : 1};
}
