/** One command: what help says about it, what it accepts, what it does. Loading its file loads nothing heavy; `run` does that. */
export interface Command {
  readonly name: string;
  /** What it does, in one line. */
  readonly summary: string;
  readonly options: readonly Option[];
  /** The words that may follow the name; without it, none. */
  readonly words?: Words;
  /** Resolves to what the command has to say; throws a DaybookError when it could not do its work. */
  run(values: Values, terminal: Terminal, words: readonly string[]): Promise<Outcome>;
}

/** What may stand after a command's name. */
export interface Words {
  /** As help shows it: `[N]`. */
  readonly signature: string;
  readonly summary: string;
  /** What is wrong with the words given, if anything: `"x" is not a number`. */
  readonly problem: (words: readonly string[]) => string | undefined;
}

/** The same entry is parsed and printed. */
export interface Option {
  readonly name: string;
  /** Stands for the value in help; absent for a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly summary: string;
  /** Taken when the option is not given. */
  readonly default?: string;
  /** What is wrong with a value, if anything: "is not a day, …". */
  readonly problem?: (text: string) => string | undefined;
}

/** Values by option name; a switch that was given is "true". */
export type Values = Readonly<Record<string, string | undefined>>;

export interface Outcome {
  readonly exitCode: number;
  /** For people, without a final newline. */
  readonly text: string;
  /** For `--json`: one object. */
  readonly json: object;
}

/** Where the process stands: streams, and the folder relative paths start from. */
export interface Terminal {
  readonly folder: string;
  /** True: someone watches the error stream. */
  readonly isLive: boolean;
  /** Of the output stream. */
  readonly hasColors: boolean;
  /** To the output stream: the result. */
  print(text: string): void;
  /** To the error stream: progress and messages. */
  say(text: string): void;
}
