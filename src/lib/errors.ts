/** A message, and what of it may be logged: the values in it may be a customer's. */
export interface Phrased {
  readonly text: string;
  /** The same with `…` for each value. */
  readonly phrase: string;
}

/** Tag for messages: phrased`"${value}" is not a date` is logged as `"…" is not a date`. A value that is phrased itself keeps its phrase. */
export function phrased(parts: TemplateStringsArray, ...values: readonly (Phrased | string | number)[]): Phrased {
  const joined = (write: (value: Phrased | string | number) => string | number) =>
    parts.reduce((text, part, i) => `${text}${write(values[i - 1]!)}${part}`);
  return {
    text: joined((value) => (typeof value === "object" ? value.text : value)),
    phrase: joined((value) => (typeof value === "object" ? value.phrase : "…")),
  };
}

/** A text without a value of anybody's in it. */
export function fixed(text: string): Phrased {
  return {text, phrase: text};
}

/** What went wrong decides the exit code and whether trying again can help. Anything else that is thrown is a bug. */
export abstract class DaybookError extends Error {
  abstract readonly exitCode: number;
  /** True when the same work may succeed later without anybody changing anything. */
  readonly temporary: boolean = false;
  /** What may be logged of it besides its name: a plain message has no part that surely may. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(message: string | Phrased, options?: ErrorOptions, facts: object = {}) {
    super(typeof message === "string" ? message : message.text, options);
    this.facts = {...facts, ...(typeof message === "object" ? {phrase: message.phrase} : {})};
  }
  override get name(): string {
    return this.constructor.name;
  }
}

/** The command line is wrong: an unknown command or option, a value that does not fit. */
export class UsageError extends DaybookError {
  readonly exitCode = 2;
}

export interface Problem {
  /** 1-based; absent when the problem has no place in the file. */
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

/** The config is wrong, or does not settle what the data leave open (two date formats that both fit). */
export class ConfigError extends DaybookError {
  readonly exitCode = 2;
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super(
      [`${file} is not valid:`, ...problems.map((problem) => `  ${place(file, problem)}  ${problem.message}`)].join(
        "\n",
      ),
      undefined,
      {places: problems.map((problem) => place(file, problem))},
    );
  }
}

/** An input cannot be used. `line` is the 1-based line (or row) in the file, where one is known. */
export class SourceError extends DaybookError {
  readonly exitCode = 1;
  constructor(file: string, line: number | undefined, problem: string | Phrased, options?: ErrorOptions) {
    const found = line === undefined ? {} : {line};
    super(at(place(file, found), problem), options, {file, ...found});
  }
}

/** The run could not be finished: an audit found faults, a folder cannot be written. */
export class RunError extends DaybookError {
  readonly exitCode = 1;
}

/** An audit found faults in what was made of the sources. */
export class AuditError extends RunError {}

/** A quality gate of the config was not met: the numbers may be right, but nobody should trust them unseen. */
export class GateError extends DaybookError {
  readonly exitCode = 3;
}

/** Not now, but perhaps in a minute: a lock, a writer at work. */
export class TemporaryError extends DaybookError {
  readonly exitCode = 75;
  override readonly temporary = true;
}

/** The report was made, but not everybody has it. */
export class DeliveryError extends DaybookError {
  readonly exitCode = 4;
}

/** The run was told to stop between two steps: it goes on from there when it is started again. */
export class InterruptionError extends DaybookError {
  readonly exitCode = 75;
}

function at(where: string, problem: string | Phrased): string | Phrased {
  if (typeof problem === "string") return `${where}: ${problem}`;
  return {text: `${where}: ${problem.text}`, phrase: problem.phrase};
}

function place(file: string, {line, column}: {line?: number; column?: number}): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
