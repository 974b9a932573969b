import {mkdirSync} from "node:fs";
import {dirname} from "node:path";
import Database from "better-sqlite3";
import {messageOf, RunError, TemporaryError} from "../lib/errors.ts";
import {loadMigrations, type Migration, ownMigrations} from "./migrations.ts";

export type LedgerValue = string | number | null | Uint8Array;
/** By place (`?`) or by name (`@name`). */
export type LedgerValues = readonly LedgerValue[] | Readonly<Record<string, LedgerValue>>;

export interface LedgerOptions {
  /** Milliseconds to wait for another process that is writing. */
  readonly patience?: number;
  readonly migrations?: string;
}

/** What must be remembered from one run to the next, in one SQLite file. Any number of processes read and write it; what was written survives a crash of the machine. */
export class Ledger {
  private readonly lastWorks: (() => void)[] = [];

  private constructor(
    readonly file: string,
    private readonly database: Database.Database,
  ) {}

  /** Opens or creates `file` and brings it up to date. Throws TemporaryError while others keep writing, RunError where it cannot be used or is newer than this program. */
  static open(file: string, {patience = 10_000, migrations = ownMigrations}: LedgerOptions = {}): Ledger {
    return explained(file, () => {
      if (file !== ":memory:") mkdirSync(dirname(file), {recursive: true});
      const ledger = new Ledger(file, new Database(file, {timeout: patience}));
      try {
        ledger.prepare(loadMigrations(migrations));
      } catch (error) {
        ledger.close();
        throw error;
      }
      return ledger;
    });
  }

  /** Runs one statement that returns no rows. */
  run(sql: string, values: LedgerValues = []): {readonly changes: number; readonly lastId: number} {
    return explained(this.file, () => {
      const {changes, lastInsertRowid} = this.database.prepare(sql).run(values);
      return {changes, lastId: Number(lastInsertRowid)};
    });
  }

  rows<T extends object>(sql: string, values: LedgerValues = []): T[] {
    return explained(this.file, () => this.database.prepare<[LedgerValues], T>(sql).all(values));
  }

  row<T extends object>(sql: string, values: LedgerValues = []): T | undefined {
    return explained(this.file, () => this.database.prepare<[LedgerValues], T>(sql).get(values));
  }

  /** All of `work` or nothing of it, with nobody else writing meanwhile. */
  transaction<T>(work: () => T): T {
    return explained(this.file, () => this.database.transaction(work).immediate());
  }

  /** `work` is done just before the file is closed: what it throws, `close` throws. */
  beforeClose(work: () => void): void {
    this.lastWorks.push(work);
  }

  close(): void {
    try {
      for (const work of this.lastWorks.splice(0)) work();
    } finally {
      this.database.close();
    }
  }

  private prepare(migrations: readonly Migration[]): void {
    // A file shrinks again when what was large is gone; only a new one can be told to, and an old one would be locked by it.
    if (this.number() === 0) this.database.pragma("auto_vacuum = full");
    this.database.pragma("journal_mode = wal");
    this.database.pragma("synchronous = full");
    this.database.pragma(`journal_size_limit = ${16 * 1024 * 1024}`);
    if (this.number() !== migrations.length) this.transaction(() => this.migrate(migrations));
  }

  /** Asks again within the transaction: another process may just have done it. */
  private migrate(migrations: readonly Migration[]): void {
    const current = this.number();
    if (current > migrations.length) throw this.tooNew(current, migrations.length);
    this.database.exec(
      "create table if not exists migrations (number integer primary key, name text, applied_at text)",
    );
    for (const {number, name, sql} of migrations.slice(current)) {
      this.database.exec(sql);
      this.run("insert into migrations values (?, ?, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))", [number, name]);
    }
  }

  /** Of the last migration applied; 0 for a new file. */
  private number(): number {
    const isNew = this.row("select name from sqlite_master where name = 'migrations'") === undefined;
    return isNew ? 0 : this.row<{number: number}>("select coalesce(max(number), 0) as number from migrations")!.number;
  }

  private tooNew(current: number, known: number): RunError {
    return new RunError(
      `the ledger ${this.file} was written by a newer Daybook (step ${current}; this one knows ${known}): update Daybook, or name another file as \`ledger\` in the config`,
    );
  }
}

const troubles: readonly (readonly [RegExp, (file: string, message: string) => Error])[] = [
  [
    /^SQLITE_(BUSY|LOCKED)/,
    (file) => new TemporaryError(`another process keeps writing to the ledger ${file}; try again in a minute`),
  ],
  [/^SQLITE_FULL/, (file) => new RunError(`the disk of the ledger ${file} is full: free some space and run again`)],
  [
    /^SQLITE_(NOTADB|CORRUPT)/,
    (file, message) =>
      new RunError(
        `the ledger ${file} cannot be read (${message}): put a copy from your backups in its place, or move it away to start a new one, which forgets what was run and mailed`,
      ),
  ],
  [
    /^SQLITE_(CANTOPEN|READONLY|IOERR|PERM|AUTH)/,
    (file, message) =>
      new RunError(`the ledger ${file} cannot be written (${message}): give this user the right to, or name another`),
  ],
];

/** What SQLite says about its file, as an error that says what to do; anything else as it came. */
function explained<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : "";
    const known = troubles.find(([pattern]) => pattern.test(code));
    throw known ? Object.assign(known[1](file, messageOf(error)), {cause: error}) : error;
  }
}
