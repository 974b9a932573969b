import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "csv-parse/sync";
import {identifier, text, type Warehouse} from "../../src/store/warehouse.ts";

/** The cases below a folder: `<model>/<case>/`. */
export function casesIn(folder: string): {model: string; name: string; path: string}[] {
  return readdirSync(folder).flatMap((model) =>
    readdirSync(join(folder, model)).map((name) => ({model, name, path: join(folder, model, name)})),
  );
}

/** Makes a table of every CSV file of a case but `expect.csv`. The header names columns with their types: `day:date`, `revenue:money`; an empty field is NULL. */
export async function loadTables(warehouse: Warehouse, folder: string): Promise<void> {
  for (const file of readdirSync(folder).filter((name) => name !== "expect.csv")) {
    const [header, ...rows] = readCsv(join(folder, file));
    const columns = header!
      .map((cell) => cell.split(":"))
      .map(([name, type = "varchar"]) => `${identifier(name!)} ${type === "money" ? "decimal(18,4)" : type}`);
    const table = file.slice(0, -".csv".length);
    await warehouse.run(`create table ${table} (${columns.join(", ")})`);
    const records = rows.map((row) => `(${row.map((cell) => (cell === "" ? "null" : text(cell))).join(", ")})`);
    if (records.length > 0) await warehouse.run(`insert into ${table} values ${records.join(", ")}`);
  }
}

/** What `sql` returns, as the lines of a CSV file in any order, beside those of `expect.csv`. */
export async function compareWithExpected(
  warehouse: Warehouse,
  sql: string,
  folder: string,
): Promise<{found: string[]; expected: string[]}> {
  const [header, ...lines] = readCsv(join(folder, "expect.csv"));
  const rows = await warehouse.rows(
    `select ${header!.map((name) => `cast(${identifier(name)} as varchar) as ${identifier(name)}`).join(", ")} from (${sql})`,
  );
  const found = rows.map((row) => header!.map((name) => row[name] ?? "").join(","));
  return {found: found.sort(), expected: lines.map((line) => line.join(",")).sort()};
}

function readCsv(file: string): string[][] {
  return parse(readFileSync(file), {skip_empty_lines: true});
}
