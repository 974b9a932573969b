import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

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
  /** The sources without which it has nothing to say, and `customer_names` of what only says them. */
  readonly needs: readonly string[];
  /** The sections of the report it is made for. None: it is always made, or made where another needs it. */
  readonly sections: readonly string[];
  /** Of a kept one: the columns by which fresh rows replace earlier ones, the day first, and the source whose days are meant. */
  readonly keptBy?: {readonly columns: readonly string[]; readonly scope: string};
  /** Of one to which fresh rows are only added: its rows stay while another table has the value of a column. */
  readonly keptWhile?: {readonly column: string; readonly table: string; readonly scope: string};
  readonly sql: string;
}

/** Every `.sql` file of a folder and of the folders in it, by name. */
export function loadModels(folder: URL | string): Model[] {
  const path = typeof folder === "string" ? folder : fileURLToPath(folder);
  const files = readdirSync(path, {recursive: true, encoding: "utf8"}).filter((file) => file.endsWith(".sql"));
  const models = files.map((file) => parseModel(nameOf(file), readFileSync(join(path, file), "utf8")));
  return models.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function nameOf(file: string): string {
  return /([^/\\]+)\.sql$/.exec(file)![1]!;
}

/** Reads the header comment of a model. Without `Reads:` it reads nothing. */
export function parseModel(name: string, sql: string): Model {
  const header = /^(?:--.*\n?)*/.exec(sql)![0].replace(/^-- ?/gm, "").replace(/\s+/g, " ").trim();
  const listed = (label: string) => new RegExp(`${label}: (.*?)\\.`).exec(header)?.[1]?.split(", ") ?? [];
  const lists = {reads: listed("Reads"), needs: listed("Needs"), sections: listed("Section")};
  const about = /^.*?[.](?= |$)/.exec(header)?.[0] ?? name;
  const [, columns, scope] = /Kept by: (.*?) \((.*?)\)\./.exec(header) ?? [];
  const [, column, table, whose] = /Kept while: (\w+) in (\w+) \((.*?)\)\./.exec(header) ?? [];
  const kind = kindOf(name, header);
  return {
    name,
    about,
    kind,
    ...lists,
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
