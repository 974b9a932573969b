import {join} from "node:path";
import Database from "better-sqlite3";
import type {SqliteInput} from "../config/config.ts";
import {phrased, SourceError, TemporaryError} from "../lib/errors.ts";
import {uniqueNames} from "./columns.ts";
import {ExchangeFile, loadExchange} from "./exchange.ts";
import {plainFile} from "./plainFile.ts";
import type {Column, Contents, InputFile, Reader, Target} from "./reader.ts";
import {RelationFault} from "./relationFault.ts";
import {columnKinds, exportRows} from "./sqliteExport.ts";
import {findRelation} from "./sqliteRelation.ts";
import {type Session, sessionOf} from "./sqliteSession.ts";

/** A table, view or query of an SQLite database, as one snapshot, read-only and safe beside a process that writes. Every value is text as SQLite shows it, whatever its column is declared as; a blob is `X'…'`. `row` is the rowid of a table that has one. */
export const readSqlite: Reader<SqliteInput> = (file, input, target) => readDatabase(file, input, target);

/** `patience`: milliseconds to wait for a writer that holds the database, after which it throws TemporaryError. */
export async function readDatabase(
  file: InputFile,
  input: SqliteInput,
  target: Target,
  patience = 5000,
): Promise<Contents> {
  const {path, sha256} = await plainFile(file, target.folder, {
    sign: "SQLite format 3\0",
    name: "an SQLite database",
  });
  try {
    const database = new Database(path, {readonly: true, fileMustExist: true, timeout: patience});
    try {
      return {columns: await load(sessionOf(database), file, input, target), sha256, notes: []};
    } finally {
      database.close();
    }
  } catch (error) {
    throw explained(error, file);
  }
}

async function load(session: Session, file: InputFile, input: SqliteInput, target: Target): Promise<readonly Column[]> {
  const relation = findRelation(session, input);
  const kinds = columnKinds(session, relation);
  const rows = new ExchangeFile(join(target.folder, "rows"));
  const aside = new ExchangeFile(join(target.folder, "faults"));
  try {
    await exportRows(session, relation, kinds, {rows, aside});
  } finally {
    rows.close();
    aside.close();
  }
  const names = uniqueNames(relation.names);
  await loadExchange(file, names, [rows, aside], target);
  return relation.names.map((name, i) => ({name, columnName: names[i]!, isNumber: kinds[i]!.isNumber}));
}

function explained(error: unknown, {path}: InputFile): unknown {
  const options = {cause: error};
  if (error instanceof RelationFault) return new SourceError(path, undefined, error.problem, options);
  if (!(error instanceof Database.SqliteError)) return error;
  if (/^SQLITE_(BUSY|LOCKED)/.test(error.code))
    return new TemporaryError(
      phrased`${path} is held by a process that writes it; try again when it has finished`,
      options,
    );
  return new SourceError(
    path,
    undefined,
    phrased`cannot be read (${error.message}, ${error.code}): copy it again`,
    options,
  );
}
