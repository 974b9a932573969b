import {createHash} from "node:crypto";
import {readFileSync, statSync} from "node:fs";
import {ConfigError, messageOf, type Problem} from "../lib/errors.ts";
import {completeConfig} from "./complete.ts";
import type {Config} from "./config.ts";
import {type Document, describe, readDocument} from "./document.ts";
import {type Environment, processEnvironment} from "./environment.ts";
import {checkSettings, type Finding} from "./problems.ts";

/** Reads and checks a config file. Throws ConfigError with everything that is wrong with it. */
export function loadConfig(file: string, environment: Environment = processEnvironment): Config {
  return parseConfig(readText(file), {file, environment});
}

/** The config that a YAML text states; `file` names it in messages, and relative paths start at its folder. Throws ConfigError with every problem. */
export function parseConfig(text: string, {file, environment}: {file: string; environment: Environment}): Config {
  const document = readDocument(text, environment);
  const checked = document.isReadable ? checkSettings(document.value) : [];
  if (isFindings(checked) || document.problems.length > 0)
    throw refusal(file, document, isFindings(checked) ? checked : []);
  const config = completeConfig(checked, {
    file,
    hash: createHash("sha256").update(text).digest("hex"),
    secrets: document.secrets,
    placeOf: (source) => document.place(["sources", source], "key"),
  });
  keepFilesApart(config, document, file);
  return config;
}

function readText(file: string): string {
  try {
    if (statSync(file).isDirectory()) throw new Error("it is a folder");
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(readFileSync(file));
  } catch (error) {
    throw new ConfigError(file, [{message: `cannot be read: ${reason(error)}`}]);
  }
}

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "there is no such file (name another with --config FILE)";
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return "it is not UTF-8 text";
  return messageOf(error);
}

function isFindings(checked: ReturnType<typeof checkSettings>): checked is readonly Finding[] {
  return Array.isArray(checked);
}

/** All problems in the order of the file. A value that could not even be filled in is not judged as well. */
function refusal(file: string, document: Document, findings: readonly Finding[]): ConfigError {
  const known = new Set(document.problems.map(placeName));
  const judged = findings
    .map((finding) => problemOf(finding, document))
    .filter((problem) => !known.has(placeName(problem)));
  return new ConfigError(file, [...document.problems, ...judged].sort(byPlace));
}

function problemOf({path, part, message}: Finding, document: Document): Problem {
  const shown = document.isSecret(path) ? message.replace(/"(?:[^"\\]|\\.)*"/, '"***"') : message;
  return {...document.place(path, part), message: describe(path, shown)};
}

function placeName({line, column}: Problem): string {
  return `${line}:${column}`;
}

function byPlace(a: Problem, b: Problem): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** The warehouse and the ledger are written to: neither must be a source, or the other. */
function keepFilesApart(config: Config, document: Document, file: string): void {
  const sources = config.sources.flatMap(({name, input}) => {
    const paths = input.format === "files" ? Object.values(input.files) : [input.path];
    return paths.map((path) => ({name, path}));
  });
  const problems = [
    ...clashes("warehouse", config.warehouse, sources),
    ...clashes("ledger", config.ledger, [...sources, {name: "warehouse", path: config.warehouse}]),
  ].map(({key, message}) => ({...document.place([key], "value"), message: describe([key], message)}));
  if (problems.length > 0) throw new ConfigError(file, problems.sort(byPlace));
}

function clashes(key: string, path: string, others: readonly {name: string; path: string}[]) {
  const message = (name: string) => `is the file of ${name} too (it would be overwritten; name another)`;
  return others.filter((other) => other.path === path).map(({name}) => ({key, message: message(name)}));
}
