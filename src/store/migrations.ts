import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

/** One step from an older ledger to a newer one: `NNN_name.sql`. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export const ownMigrations = fileURLToPath(new URL("./migrations", import.meta.url));

/** The migrations of a folder in their order. Throws where a number is missing or given twice. */
export function loadMigrations(folder: string): readonly Migration[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(".sql"));
  const migrations = files.sort().map((file) => readMigration(folder, file));
  const stray = migrations.find(({number}, i) => number !== i + 1);
  if (stray) throw new Error(`${folder}: migration ${stray.number} (${stray.name}) is out of order`);
  return migrations;
}

function readMigration(folder: string, file: string): Migration {
  const [, number, name] = /^(\d{3})_(\w+)\.sql$/.exec(file) ?? [];
  if (number === undefined || name === undefined) throw new Error(`${folder}: ${file} is not named NNN_name.sql`);
  return {number: Number(number), name, sql: readFileSync(join(folder, file), "utf8")};
}
