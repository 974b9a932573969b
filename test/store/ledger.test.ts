import {execFile} from "node:child_process";
import {mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from "vitest";
import {RunError, TemporaryError} from "../../src/lib/errors.ts";
import {Ledger} from "../../src/store/ledger.ts";
import {ownMigrations} from "../../src/store/migrations.ts";
import {type Compiled, compiled} from "../support/compiled.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "daybook-ledger-"));
  file = join(folder, "data", "daybook.sqlite");
});
afterEach(() => rmSync(folder, {recursive: true}));

/** A folder of migrations: those given, by file name. */
function migrations(files: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, "migrations-"));
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(path, name), sql);
  return path;
}

const first = {"001_notes.sql": "create table notes (note text)"};
const second = {...first, "002_kinds.sql": "alter table notes add column kind text; update notes set kind = 'old'"};
const applied = "select number, name from migrations order by number";

describe("opening", () => {
  test("makes the file, its folder and every table", () => {
    const ledger = Ledger.open(file);
    const tables = ledger.rows<{name: string}>("select name from sqlite_master where type = 'table' order by name");
    expect(tables.map(({name}) => name)).toEqual([
      "daemon",
      "incidents",
      "mailed_figures",
      "migrations",
      "outbox",
      "runs",
      "slots",
      "stages",
    ]);
    expect(ledger.rows(applied)).toHaveLength(readdirSync(ownMigrations).length);
    expect(ledger.row("select applied_at from migrations")).toEqual({
      applied_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    ledger.close();
  });

  test("writes ahead and through to the disk", () => {
    const ledger = Ledger.open(file);
    expect(ledger.row("pragma journal_mode")).toEqual({journal_mode: "wal"});
    expect(ledger.row("pragma synchronous")).toEqual({synchronous: 2});
    ledger.close();
  });

  test("shrinks the file again when something large is gone", () => {
    const ledger = Ledger.open(file, {migrations: migrations(first)});
    ledger.run("insert into notes values (?)", [Buffer.alloc(2_000_000)]);
    ledger.run("update notes set note = null");
    ledger.close();
    expect(statSync(file).size).toBeLessThan(50_000);
  });

  test("brings an older ledger up to date and keeps what is in it", () => {
    const old = Ledger.open(file, {migrations: migrations(first)});
    old.run("insert into notes values ('a')");
    old.close();
    const ledger = Ledger.open(file, {migrations: migrations(second)});
    expect(ledger.rows("select * from notes")).toEqual([{note: "a", kind: "old"}]);
    expect(ledger.rows(applied)).toEqual([
      {number: 1, name: "notes"},
      {number: 2, name: "kinds"},
    ]);
    ledger.close();
  });

  test("leaves an older ledger as it was when a step fails half-way", () => {
    Ledger.open(file, {migrations: migrations(first)}).close();
    const broken = {...first, "002_broken.sql": "create table halves (half text); insert into nowhere values (1)"};
    expect(() => Ledger.open(file, {migrations: migrations(broken)})).toThrow("nowhere");
    const ledger = Ledger.open(file, {migrations: migrations(second)});
    expect(ledger.rows("select name from sqlite_master where name = 'halves'")).toEqual([]);
    ledger.close();
  });

  test("refuses a newer ledger, and says what to do", () => {
    Ledger.open(file, {migrations: migrations(second)}).close();
    const open = () => Ledger.open(file, {migrations: migrations(first)});
    expect(open).toThrow(RunError);
    expect(open).toThrow(/daybook\.sqlite was written by a newer Daybook \(step 2; this one knows 1\): update Daybook/);
  });

  test.for([
    ["a number twice", {"001_a.sql": "", "001_b.sql": ""}, "migration 1 (b) is out of order"],
    ["a missing number", {"001_a.sql": "", "003_c.sql": ""}, "migration 3 (c) is out of order"],
    ["a file without a number", {"a.sql": ""}, "a.sql is not named NNN_name.sql"],
  ] as const)("refuses steps with %s", ([, files, message]) => {
    expect(() => Ledger.open(file, {migrations: migrations(files)})).toThrow(message);
  });

  test("of a file that is no ledger says so, with a remedy", () => {
    const text = join(folder, "notes.txt");
    writeFileSync(text, "these are notes, and there are enough of them that they are no empty database\n".repeat(99));
    expect(() => Ledger.open(text)).toThrow(RunError);
    expect(() => Ledger.open(text)).toThrow(/notes\.txt cannot be read .* from your backups/);
  });

  test("of a folder says that it cannot be written", () => {
    mkdirSync(file, {recursive: true});
    expect(() => Ledger.open(file)).toThrow(/daybook\.sqlite cannot be written/);
  });
});

describe("working", () => {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = Ledger.open(file, {migrations: migrations(first)});
  });
  afterEach(() => ledger.close());

  test("takes values by place and by name, and says what a statement did", () => {
    expect(ledger.run("insert into notes values (?), (?)", ["a", null])).toEqual({changes: 2, lastId: 2});
    expect(ledger.run("update notes set note = @to where note = @from", {from: "a", to: "b"}).changes).toBe(1);
    expect(ledger.rows("select note from notes")).toEqual([{note: "b"}, {note: null}]);
    expect(ledger.row("select note from notes where note = ?", ["b"])).toEqual({note: "b"});
    expect(ledger.row("select note from notes where note = ?", ["c"])).toBeUndefined();
  });

  test("keeps bytes as they are", () => {
    const bytes = Buffer.from([0, 255, 10, 13]);
    ledger.run("insert into notes values (?)", [bytes]);
    expect(ledger.row<{note: Buffer}>("select note from notes")!.note).toEqual(bytes);
  });

  test("takes back everything when a transaction throws", () => {
    const fail = () =>
      ledger.transaction(() => {
        ledger.run("insert into notes values ('a')");
        throw new Error("not so");
      });
    expect(fail).toThrow("not so");
    expect(ledger.rows("select * from notes")).toEqual([]);
  });

  test("says that the disk is full, and keeps what it has", () => {
    const {page_count} = ledger.row<{page_count: number}>("pragma page_count")!;
    ledger.rows(`pragma max_page_count = ${page_count}`);
    const fill = () => ledger.run("insert into notes values (?)", ["long".repeat(9999)]);
    expect(fill).toThrow(RunError);
    expect(fill).toThrow(/the disk of the ledger .*daybook\.sqlite is full/);
    expect(ledger.rows("select * from notes")).toEqual([]);
  });

  test("says that another process is writing, once patience is at an end; reading goes on", () => {
    const other = Ledger.open(file, {patience: 20, migrations: migrations(first)});
    ledger.transaction(() => {
      ledger.run("insert into notes values ('a')");
      expect(() => other.run("insert into notes values ('b')")).toThrow(TemporaryError);
      expect(other.rows("select * from notes")).toEqual([]);
    });
    expect(other.rows("select * from notes")).toEqual([{note: "a"}]);
    other.close();
  });
});

describe("several processes", () => {
  let writer: Compiled;
  beforeAll(async () => {
    writer = await compiled("test/store/writer.ts");
  });
  afterAll(() => rmSync(writer.folder, {recursive: true}));

  test("make one ledger together, and none loses what it wrote", async () => {
    const times = 300;
    const processes = [1, 2, 3, 4].map(() => promisify(execFile)(process.execPath, [writer.script, file, `${times}`]));
    await Promise.all(processes);
    const ledger = Ledger.open(file);
    expect(ledger.row("select attempts from slots")).toEqual({attempts: times * processes.length});
    expect(ledger.rows(applied)).toHaveLength(readdirSync(ownMigrations).length);
    ledger.close();
  });
});
