import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseDocument,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type {Problem} from "../lib/errors.ts";
import {type Environment, expand} from "./environment.ts";

export type Path = readonly (string | number)[];

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A YAML text as plain mappings, lists and texts (numbers too stay as written), with the place of each. */
export interface Document {
  readonly value: unknown;
  readonly problems: readonly Problem[];
  readonly secrets: readonly string[];
  /** False when the text is not YAML at all: then `value` says nothing. */
  readonly isReadable: boolean;
  /** Where the key or value at a path stands; of what is absent, where its nearest parent's key stands. */
  place(path: Path, part: "key" | "value"): Place;
  /** True when the text at a path came, in part, from a secret. */
  isSecret(path: Path): boolean;
}

const explanations: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "indented with a tab (YAML takes spaces only)",
  MULTIPLE_DOCS: "a second document begins here (one file holds one config)",
  BLOCK_AS_IMPLICIT_KEY: "a second key on one line (start a new line, or put the text in quotes)",
};

/** Reads YAML 1.2 and fills variables in. Never throws: what is wrong is in `problems`. */
export function readDocument(text: string, environment: Environment): Document {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const placeOf = (offset: number): Place => {
    const {line, col} = lines.linePos(offset);
    return {line: Math.max(line, 1), column: Math.max(col, 1)};
  };
  const syntax = [...document.errors, ...document.warnings].map((error) => syntaxProblem(error, placeOf));
  const reader = new NodeReader(environment, placeOf);
  const value = reader.read(document.contents, []);
  return {
    value,
    problems: document.errors.length > 0 ? syntax : [...syntax, ...reader.problems],
    secrets: reader.secrets,
    isReadable: document.errors.length === 0,
    place: (path, part) => reader.place(path, part),
    isSecret: (path) => reader.secretPaths.has(keyOf(path)),
  };
}

function syntaxProblem(error: YAMLError, placeOf: (offset: number) => Place): Problem {
  const message =
    explanations[error.code] ?? `not YAML: ${error.message.charAt(0).toLowerCase()}${error.message.slice(1)}`;
  return {...placeOf(error.pos[0]), message};
}

/** Walks the nodes once and keeps what it meets: values, places, secrets, problems. */
class NodeReader {
  readonly problems: Problem[] = [];
  readonly secrets: string[] = [];
  readonly secretPaths = new Set<string>();
  private readonly places = new Map<string, {key: Place; value: Place}>();

  constructor(
    private readonly environment: Environment,
    private readonly placeOf: (offset: number) => Place,
  ) {}

  read(node: ParsedNode | null, path: Path): unknown {
    if (isMap<ParsedNode, ParsedNode | null>(node)) return this.readMap(node, path);
    if (isSeq(node)) return node.items.map((item, i) => this.readAt(item, [...path, i]));
    if (isScalar(node)) return this.readText(String(node.value), node, path);
    if (isAlias(node)) this.report(node, path, "an alias is not taken here (write the value out)");
    return "";
  }

  place(path: Path, part: "key" | "value"): Place {
    const found = this.places.get(keyOf(path));
    if (found) return found[part];
    return path.length === 0 ? {line: 1, column: 1} : this.place(path.slice(0, -1), "key");
  }

  private readMap(node: YAMLMap.Parsed, path: Path): unknown {
    const entries = new Map<string, unknown>();
    for (const {key, value} of node.items) {
      const name = isScalar(key) ? String(key.value) : "";
      if (!isScalar(key)) this.report(key, path, "a key must be one word");
      else if (entries.has(name)) this.report(key, [...path, name], "is given twice");
      else entries.set(name, this.readAt(value, [...path, name], key));
    }
    return Object.fromEntries(entries);
  }

  private readAt(node: ParsedNode | null, path: Path, key = node): unknown {
    const value = this.placeOf((node ?? key)?.range[0] ?? 0);
    this.places.set(keyOf(path), {key: key ? this.placeOf(key.range[0]) : value, value});
    return this.read(node, path);
  }

  private readText(text: string, node: ParsedNode, path: Path): string {
    const expansion = expand(text, this.environment);
    this.secrets.push(...expansion.secrets);
    if (expansion.secrets.length > 0) this.secretPaths.add(keyOf(path));
    for (const fault of expansion.faults) this.report(node, path, fault);
    return expansion.text;
  }

  private report(node: ParsedNode, path: Path, what: string): void {
    this.problems.push({...this.placeOf(node.range[0]), message: describe(path, what)});
  }
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** `sources.orders is missing`, but `attribution: "liner" is not …`. */
export function describe(path: Path, what: string): string {
  const name = path.length === 0 ? "the config" : path.map(step).join("").slice(1);
  return /^(is|has) /.test(what) || path.length === 0 ? `${name} ${what}` : `${name}: ${what}`;
}

function step(part: string | number): string {
  if (typeof part === "number") return `[${part}]`;
  return `.${/^[\w-]+$/.test(part) ? part : JSON.stringify(part)}`;
}
