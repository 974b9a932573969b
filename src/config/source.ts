/** What a source is made of. Everything about one source stands in one file of `sources/`. */
export interface SourceSpec {
  readonly name: string;
  /** One sentence for help, README and the schema. */
  readonly about: string;
  readonly required: boolean;
  /** True: where the source is absent its clean table is there all the same, empty. */
  readonly standsEmpty?: boolean;
  /** In the order of the clean table. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** The clean column that holds the business day. Absent: its records are of no day. */
  readonly day?: string;
  /** Columns that identify a record, used where the source maps all of them: a second row with the same key and the same values is a duplicate, with other values it is rejected. */
  readonly key: readonly string[];
  /** What a row means that repeats an earlier one in every column, where no key tells: the same record again, or another record. */
  readonly identicalRows: "duplicate" | "kept";
  readonly checks: readonly RowCheck[];
}

export type ColumnType = "text" | "id" | "date" | "timestamp" | "money" | "decimal" | "integer" | "enum";

/** What a clean table's column of each type is in SQL. */
export const sqlTypes: Readonly<Record<ColumnType, string>> = {
  text: "varchar",
  id: "varchar",
  enum: "varchar",
  date: "date",
  timestamp: "timestamp",
  money: "decimal(18,4)",
  decimal: "decimal(18,4)",
  integer: "bigint",
};

export interface ColumnSpec {
  readonly type: ColumnType;
  readonly about: string;
  /** A row without a value here is rejected. */
  readonly required?: boolean;
  /** Names tried, after our own, where the config is silent; compared without case, spaces, `_` and `-`. */
  readonly aliases?: readonly string[];
  /** True: taken by its name alone, what cannot be read of it spoils no record, its value is not known then. Named by the config, it does. For columns whose names mean different things in different shops. */
  readonly isExtra?: boolean;
  /** SQL over the other columns and `row`, used for the whole column when the source has nothing for it but has what it `needs`. */
  readonly fallback?: {readonly sql: string; readonly needs: readonly string[]};
  /** SQL over the typed columns that replaces the value. */
  readonly derive?: string;
  /** For `enum`: our value to the texts that mean it (compared without case). */
  readonly values?: Readonly<Record<string, readonly string[]>>;
}

/** A rule a typed row must fulfil; a row for which `holds` is not true is rejected. NULLs pass. */
export interface RowCheck {
  readonly column: string;
  /** SQL over the clean columns. */
  readonly holds: string;
  /** A fixed phrase: values stand beside it, not in it. */
  readonly reason: string;
}
