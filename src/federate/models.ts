import {readdirSync, readFileSync} from "node:fs";

/** What becomes of a model: made anew each time and gone afterwards, or staying as a table, a view, or a table of which only the days that changed are made again; or no more than a name for rows of another one. */
export type ModelKind = "step" | "table" | "view" | "kept" | "place";

/** One SQL query of the pipeline: a table to make, or an audit that returns faults. */
export interface Model {
  /** Table or audit name: the file's. */
  readonly name: string;
  /** The first sentence of the header. */
  readonly about: string;
  /** The tables the header says it reads. */
  readonly reads: readonly string[];
  readonly kind: ModelKind;
  /** Of a kept one: the columns by which fresh rows replace earlier ones, the day first, and the source whose days are meant. */
  readonly keptBy?: {readonly columns: readonly string[]; readonly scope: string};
  /** Of one to which fresh rows are only added: its rows stay while another table has the value of a column. */
  readonly keptWhile?: {readonly column: string; readonly table: string; readonly scope: string};
  readonly sql: string;
}

/** Every `.sql` file of a folder, by name. */
export function loadModels(folder: URL | string): Model[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file) => parseModel(file.slice(0, -".sql".length), readFileSync(fileIn(folder, file), "utf8")));
}

/** Reads the header comment of a model. Without `Reads:` it reads nothing. */
export function parseModel(name: string, sql: string): Model {
  const header = /^(?:--.*\n?)*/.exec(sql)![0].replace(/^-- ?/gm, "").replace(/\s+/g, " ").trim();
  const reads = /Reads: (.*?)\./.exec(header)?.[1]?.split(", ") ?? [];
  const about = /^.*?[.](?= |$)/.exec(header)?.[0] ?? name;
  const [, columns, scope] = /Kept by: (.*?) \((.*?)\)\./.exec(header) ?? [];
  const [, column, table, whose] = /Kept while: (\w+) in (\w+) \((.*?)\)\./.exec(header) ?? [];
  const kind = kindOf(name, header);
  return {
    name,
    about,
    reads,
    kind,
    ...(columns && scope && {keptBy: {columns: columns.split(", "), scope}}),
    ...(column && table && whose && {keptWhile: {column, table, scope: whose}}),
    sql,
  };
}

function kindOf(name: string, header: string): ModelKind {
  if (header.includes("A view.")) return "view";
  if (/Kept (by|while): /.test(header)) return "kept";
  return name.startsWith("mart_") || header.includes("Kept.") ? "table" : "step";
}

/** The models in an order in which each comes after those it reads; by name where that leaves a choice. Throws on a circle. */
export function inOrder<T extends Pick<Model, "name" | "reads">>(models: readonly T[]): T[] {
  const names = new Set(models.map(({name}) => name));
  const done: T[] = [];
  const isReady = ({reads}: T) => reads.every((table) => !names.has(table) || done.some(({name}) => name === table));
  while (done.length < models.length) {
    const next = models.find((model) => !done.includes(model) && isReady(model));
    if (!next)
      throw new Error(
        `models read each other in a circle: ${models
          .filter((model) => !done.includes(model))
          .map(({name}) => name)
          .join(", ")}`,
      );
    done.push(next);
  }
  return done;
}

function fileIn(folder: URL | string, file: string): URL | string {
  return folder instanceof URL ? new URL(file, folder) : `${folder}/${file}`;
}
