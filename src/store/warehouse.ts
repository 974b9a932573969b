import {dirname} from "node:path";
import {type DuckDBConnection, DuckDBInstance, DuckDBTypeId} from "@duckdb/node-api";
import {messageOf, phrased, RunError, TemporaryError} from "../lib/errors.ts";
import {failureOf} from "../lib/failure.ts";
import {ensureWritable} from "../lib/folder.ts";
import {describeHolder, forgetHolder, noteHolder} from "./holder.ts";

/** What comes out of the engine: whole numbers as `number`, decimals as exact text (`"12.5000"`), days as `YYYY-MM-DD`, instants as `YYYY-MM-DD HH:MM:SS`. */
export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

const wholeNumbers = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT]);

/** The engine in which all rows live. One process writes a file at a time. */
export class Warehouse {
  private constructor(
    readonly file: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  /** Opens or creates `file` (`:memory:` for none); sessions compute in `timezone`. Throws TemporaryError when another process holds it, RunError when it cannot be opened or made. */
  static async open(file: string, timezone = "UTC"): Promise<Warehouse> {
    if (file !== ":memory:") ensureWritable({setting: "warehouse", path: dirname(file)});
    const instance = await createInstance(file);
    noteHolder(file);
    const connection = await instance.connect();
    const warehouse = new Warehouse(file, instance, connection);
    await warehouse.run(`set timezone = ${text(timezone)}`);
    return warehouse;
  }

  /** Runs one or more statements. */
  async run(sql: string): Promise<void> {
    await this.connection.run(sql);
  }

  async rows<T extends object = Row>(sql: string): Promise<T[]> {
    const reader = await this.connection.runAndReadAll(sql);
    const names = reader.columnNames();
    const isWhole = reader.columnTypes().map((type) => wholeNumbers.has(type.typeId));
    return reader.getRowsJson().map((row) => {
      const entries = row.map((value, i) => [
        names[i],
        isWhole[i] && value !== null ? wholeNumber(value as string) : value,
      ]);
      return Object.fromEntries(entries) as T;
    });
  }

  /** The first row of a query that has one. */
  async row<T extends object = Row>(sql: string): Promise<T> {
    const [first] = await this.rows<T>(sql);
    if (first === undefined) throw new Error(`no row came back for: ${sql}`);
    return first;
  }

  /** All of `work` or nothing of it. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run("begin transaction");
    try {
      const result = await work();
      await this.run("commit");
      return result;
    } catch (error) {
      await this.run("rollback");
      throw error;
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
    this.connection.closeSync();
    this.instance.closeSync();
    forgetHolder(this.file);
  }
}

async function createInstance(file: string): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(file);
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

/** Exact beyond 2^53 as well: such a number stays text. */
function wholeNumber(value: string): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A text as an SQL literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
