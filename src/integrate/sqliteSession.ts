/** An open SQLite database within one read transaction. Whole numbers come as bigint. */
export interface Session {
  rows(sql: string, ...values: readonly bigint[]): unknown[][];
  execute(sql: string): void;
  /** The names of a query's columns; throws what is wrong with the query. */
  columns(sql: string): readonly string[];
}

/** The first value of the first row. */
export function firstValue(session: Session, sql: string): unknown {
  return session.rows(sql)[0]?.[0];
}
