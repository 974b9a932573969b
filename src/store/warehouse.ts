import {dirname} from "node:path";
import {messageOf, phrased, RunError, TemporaryError} from "../lib/errors.ts";
import {failureOf} from "../lib/failure.ts";
import {ensureWritable} from "../lib/folder.ts";
import {type ColumnValues, TableAppender} from "./append.ts";
import {blockSize, type Connection, type Database, engine} from "./engine.ts";
import {describeHolder, forgetHolder, noteHolder} from "./holder.ts";
import {integers} from "./integers.ts";
import {resultRows} from "./resultRows.ts";
import type {Value} from "./values.ts";

export type Row = Readonly<Record<string, Value>>;

/** The engine in which all rows live. One process writes a file at a time. */
export class Warehouse {
  /** Begun and not yet ended, one within the other. */
  private transactions = 0;
  /** While transactions are kept together: none begun yet, or one that stays open. */
  private together: "none" | "waiting" | "open" = "none";
  /** What is to be done when the transaction at work has ended. */
  private readonly waiting: (() => Promise<void>)[] = [];

  private constructor(
    readonly file: string,
    private readonly connection: Connection,
    private readonly timezone: string,
    private readonly database: Database,
    private readonly isOwner: boolean,
  ) {}

  /** Opens or creates `file` (`:memory:` for none); sessions compute in `timezone`. With `memory` (bytes) the engine takes no more than that, and writes the rest to files beside the warehouse. Throws TemporaryError when another process holds it, RunError when it cannot be opened or made. */
  static async open(file: string, timezone = "UTC", memory?: number): Promise<Warehouse> {
    if (file !== ":memory:") ensureWritable({setting: "warehouse", path: dirname(file)});
    const database = await openDatabase(file, memory);
    noteHolder(file);
    return Warehouse.connect(file, timezone, database, true);
  }

  private static async connect(file: string, timezone: string, database: Database, isOwner: boolean) {
    const warehouse = new Warehouse(file, await engine.connect(database), timezone, database, isOwner);
    await warehouse.run(`set timezone = ${text(timezone)}`);
    return warehouse;
  }

  /** The same tables worked on side by side: with transactions and temporary tables of its own. Whoever asks for it closes it. */
  async session(): Promise<Warehouse> {
    return Warehouse.connect(this.file, this.timezone, this.database, false);
  }

  /** Runs one or more statements. */
  async run(sql: string): Promise<void> {
    await engine.query(this.connection, sql);
  }

  async rows<T extends object = Row>(sql: string): Promise<T[]> {
    return resultRows<T>(await engine.query(this.connection, sql));
  }

  /** The first row of a query that has one. */
  async row<T extends object = Row>(sql: string): Promise<T> {
    const [first] = await this.rows<T>(sql);
    if (first === undefined) throw new Error(`no row came back for: ${sql}`);
    return first;
  }

  /** The only column of a query as it lies in memory, a vector at a time: INTEGER, and nothing missing. For looks at every row of a large table. */
  async integers(sql: string): Promise<Iterable<Int32Array>> {
    return integers(await engine.query(this.connection, sql));
  }

  /** Adds the first `rows` values of each column to a table, in the order of its columns: as they lie in memory, within the transaction at work. */
  append(table: string, columns: readonly ColumnValues[], rows: number): void {
    const appender = this.appender(table);
    try {
      appender.add(columns, rows);
    } finally {
      appender.close();
    }
  }

  /** The same, a part at a time. Whoever asks for it closes it. */
  appender(table: string): TableAppender {
    return new TableAppender(this.connection, table);
  }

  /** All of `work` or nothing of it. Within another it is part of that one: nothing stays unless the outer one ends well. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.transactions > 0) return this.within(work);
    await this.run("begin transaction");
    if (this.together === "waiting") {
      this.together = "open";
      this.transactions++;
      return this.within(work);
    }
    try {
      const result = await this.within(work);
      await this.run("commit");
      return result;
    } catch (error) {
      // Where the engine gave the transaction up by itself there is nothing to take back; what went wrong is the error.
      await this.run("rollback").catch(() => {});
      throw error;
    } finally {
      await this.catchUp();
    }
  }

  /** All transactions of `work` as one, which begins with the first of them: what goes before it is no part of it. When `work` fails nothing of it stays, unless `keep` says so of the error. */
  async allOrNothing<T>(work: () => Promise<T>, keep: (error: unknown) => Promise<boolean>): Promise<T> {
    this.together = "waiting";
    try {
      const result = await work();
      await this.release("commit");
      return result;
    } catch (error) {
      const isKept = await keep(error).catch(() => false);
      await this.release(isKept ? "commit" : "rollback").catch(() => {});
      throw error;
    }
  }

  /** Does `work` now, or, where a transaction is at work, when that has ended in one way or the other. */
  async afterwards(work: () => Promise<void>): Promise<void> {
    if (this.transactions === 0) return work();
    this.waiting.push(work);
  }

  private async release(how: "commit" | "rollback"): Promise<void> {
    const isOpen = this.together === "open";
    this.together = "none";
    if (!isOpen) return;
    this.transactions--;
    try {
      await this.run(how);
    } finally {
      await this.catchUp();
    }
  }

  private async catchUp(): Promise<void> {
    for (const work of this.waiting.splice(0)) await work();
  }

  private async within<T>(work: () => Promise<T>): Promise<T> {
    this.transactions++;
    try {
      return await work();
    } finally {
      this.transactions--;
    }
  }

  /** The tables and views there are, in alphabetical order. */
  async tables(): Promise<readonly string[]> {
    const rows = await this.rows<{table_name: string}>(
      "select table_name from information_schema.tables where table_schema = 'main' order by table_name",
    );
    return rows.map((row) => row.table_name);
  }

  close(): void {
    engine.disconnect_sync(this.connection);
    if (!this.isOwner) return;
    engine.close_sync(this.database);
    forgetHolder(this.file);
  }
}

async function openDatabase(file: string, memory: number | undefined): Promise<Database> {
  try {
    const config = engine.create_config();
    engine.set_config(config, "default_block_size", String(blockSize));
    if (memory) engine.set_config(config, "memory_limit", `${memory}B`);
    return await engine.open(file, config);
  } catch (error) {
    const message = messageOf(error);
    if (/could not set lock/i.test(message))
      throw new TemporaryError(
        phrased`${describeHolder(file, message)} holds the warehouse ${file}; try again when it has finished`,
        {cause: error},
      );
    throw unopened(file, error);
  }
}

/** What the machine says has its own remedy; a file that is no warehouse, or a damaged one, can be made again. */
function unopened(file: string, error: unknown): unknown {
  const failure = failureOf(error, {setting: "warehouse", path: file});
  if (failure !== error) return failure;
  return new RunError(
    phrased`the warehouse ${file} cannot be opened: ${messageOf(error)} (delete the file to start over: it is rebuilt from the sources)`,
    {cause: error},
  );
}

/** A text as an SQL literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** SQL that is true where a column has one of some texts. */
export function isOneOf(column: string, texts: readonly string[]): string {
  return texts.length === 0 ? "false" : `${column} in (${texts.map(text).join(", ")})`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
