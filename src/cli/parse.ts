import {parseArgs} from "node:util";
import {UsageError} from "../lib/errors.ts";
import {closest} from "../lib/similar.ts";
import type {Command, Option, Values} from "./command.ts";
import {commonOptions} from "./options.ts";

export interface Invocation {
  readonly command: Command;
  /** False when the command line names no command and the first one stands in. */
  readonly isNamed: boolean;
  readonly values: Values;
  /** What stands after the command's name. */
  readonly words: readonly string[];
}

type Token = NonNullable<ReturnType<typeof parseArgs>["tokens"]>[number];
type OptionToken = Extract<Token, {kind: "option"}>;

/** Reads a command line; the first of `commands` is the one meant when none is named. Throws UsageError. */
export function parse(args: readonly string[], commands: readonly Command[]): Invocation {
  const all = [...commonOptions, ...commands.flatMap(({options}) => options)];
  const tokens = tokensOf(args, all);
  refuseStrays(tokens, all);
  const [name, ...words] = tokens.filter((token) => token.kind === "positional").map(({value}) => value);
  const command = name === undefined ? commands[0]! : commandNamed(name, commands);
  refuseWords(words, command);
  const options = [...command.options, ...commonOptions];
  const given = tokens.filter((token) => token.kind === "option").map((token) => readValue(token, options, command));
  return {command, isNamed: name !== undefined, values: {...defaults(options), ...Object.fromEntries(given)}, words};
}

/** Every command's options take part, so that the value of `--out DIR sample` is not taken for the command. */
function tokensOf(args: readonly string[], all: readonly Option[]): Token[] {
  const options = Object.fromEntries(
    all.map(({name, value, short}) => [
      name,
      {type: value ? ("string" as const) : ("boolean" as const), ...(short ? {short} : {})},
    ]),
  );
  return parseArgs({args: [...args], options, strict: false, allowPositionals: true, tokens: true}).tokens;
}

/** Before anything else: what follows a mistyped option may be its value, and would be taken for a command. */
function refuseStrays(tokens: readonly Token[], all: readonly Option[]): void {
  for (const token of tokens)
    if (token.kind === "option" && !all.some(({name}) => name === token.name))
      throw usage(`there is no option ${token.rawName}${guessed(token.name, all)}`);
}

function refuseWords(words: readonly string[], command: Command): void {
  if (command.words === undefined && words[0] !== undefined)
    throw usage(`${command.name} takes no further word, but got "${words[0]}"`, command);
  const problem = command.words?.problem(words);
  if (problem) throw usage(`${command.name}: ${problem}`, command);
}

function commandNamed(name: string, commands: readonly Command[]): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const names = commands.map((candidate) => candidate.name);
  throw usage(`there is no command "${name}"${meant(closest(name, names))}; there are ${names.join(", ")}`);
}

function readValue(token: OptionToken, options: readonly Option[], command: Command): [string, string] {
  const option = options.find(({name}) => name === token.name);
  if (option === undefined)
    throw usage(`${command.name} has no option ${token.rawName}${guessed(token.name, options)}`, command);
  if (option.value === undefined) return [option.name, switched(token, option, command)];
  const {value} = token;
  if (value === undefined || (!token.inlineValue && isOption(value)))
    throw usage(`--${option.name} needs a value: --${option.name} ${option.value}`, command);
  const problem = option.problem?.(value);
  if (problem) throw usage(`--${option.name} "${value}" ${problem}`, command);
  return [option.name, value];
}

/** A negative number is a value, if hardly ever one that is allowed. */
function isOption(word: string): boolean {
  return word.startsWith("-") && !/^-[\d.]/.test(word);
}

function switched(token: OptionToken, option: Option, command: Command): string {
  if (token.value !== undefined) throw usage(`--${option.name} takes no value, but got "${token.value}"`, command);
  return "true";
}

function defaults(options: readonly Option[]): Values {
  return Object.fromEntries(options.map((option) => [option.name, option.default]));
}

function guessed(name: string, options: readonly Option[]): string {
  const guess = closest(
    name,
    options.map((option) => option.name),
  );
  return meant(guess && `--${guess}`);
}

function meant(guess: string | undefined): string {
  return guess ? ` (did you mean ${guess}?)` : "";
}

function usage(message: string, command?: Command): UsageError {
  return new UsageError(`${message}\nSee node main ${command ? `${command.name} ` : ""}--help`);
}
