import type {SectionName} from "../config/config.ts";

/** How a value is written: `name` and `text` as they are, `digits` too, but among numbers, `money` exactly, `about_money` without cents, `money_change` +1.23 €, `count` whole, `about_count` too, but few are not none, `decimal` with two digits, `percent` 12.3 %, `change` +12.3 %, `rate` 1.23 %. A share is 0.123. */
export type CellKind =
  | "name"
  | "text"
  | "digits"
  | "day"
  | "money"
  | "about_money"
  | "money_change"
  | "count"
  | "about_count"
  | "decimal"
  | "percent"
  | "change"
  | "rate";

/** NULL is "not known", never 0. */
export type Cell = string | number | boolean | null;

export interface TableColumn {
  /** The name of the value in each row. */
  readonly key: string;
  readonly title: string;
  readonly kind: CellKind;
  /** Left out where there is little room. */
  readonly isMinor?: boolean;
  /** What its title means: a sentence after the note, where the column is. */
  readonly about?: string;
}

/** A table of a section: the first column says what a line is about. */
export interface TableBlock {
  readonly kind: "table";
  /** For programs; unique in its section. */
  readonly key: string;
  readonly title: string;
  /** What a reader must know to read it: a definition, what was left out. */
  readonly note?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly Readonly<Record<string, Cell>>[];
}

/** A few numbers side by side. */
export interface TermsBlock {
  readonly kind: "terms";
  readonly key: string;
  readonly terms: readonly {
    readonly label: string;
    readonly value: Cell;
    readonly kind: CellKind;
    readonly about?: string;
  }[];
}

export type Block = TableBlock | TermsBlock;

/** One part of the report, as programs read it and pages show it. */
export interface SectionReport {
  readonly name: SectionName;
  readonly title: string;
  /** Whole sentences: what was found, the weightiest first. */
  readonly findings: readonly string[];
  /** Whole sentences that somebody must hear this morning; few, and most days none. */
  readonly today: readonly string[];
  readonly blocks: readonly Block[];
}
