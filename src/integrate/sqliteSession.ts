import type Database from "better-sqlite3";

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

/** Begins the transaction. */
export function sessionOf(database: Database.Database): Session {
  database.exec("begin");
  return {
    rows: (sql, ...values) =>
      database
        .prepare<bigint[], unknown[]>(sql)
        .raw()
        .safeIntegers()
        .all(...values),
    execute: (sql) => void database.exec(sql),
    columns: (sql) =>
      database
        .prepare(sql)
        .columns()
        .map(({name}) => name),
  };
}
