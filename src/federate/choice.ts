import type {Config} from "../config/config.ts";
import type {Relations} from "../store/relations.ts";
import type {Warehouse} from "../store/warehouse.ts";
import type {Buildable} from "./build.ts";

/** Which models are made: those that are made always, those of the sections wanted whose sources are there, and what these read. */
export function chooseModels<T extends Buildable>(
  models: readonly T[],
  sections: readonly string[],
  there: ReadonlySet<string>,
): T[] {
  const possible = withoutGaps(
    models.filter(({needs}) => needs.every((need) => there.has(need))),
    models,
  );
  const byName = new Map(possible.map((model) => [model.name, model]));
  const chosen = new Set<string>();
  const choose = (name: string) => {
    const model = byName.get(name);
    if (!model || chosen.has(name)) return;
    chosen.add(name);
    model.reads.forEach(choose);
  };
  for (const {name, kind, sections: own} of possible) {
    const isWanted =
      own.length > 0 ? own.some((section) => sections.includes(section)) : isMart(name) || kind === "view";
    if (isWanted) choose(name);
  }
  return possible.filter(({name}) => chosen.has(name));
}

/** What a model may need: the sources there are records of, used or not, and `customer_names` where these are asked for. A clean table alone says nothing: some stand empty for a source that is not there. */
export async function whatIsThere(
  warehouse: Warehouse,
  relations: Relations,
  {customerNames}: Pick<Config, "customerNames">,
): Promise<ReadonlySet<string>> {
  const asked = customerNames === "none" ? [] : ["customer_names"];
  if (!relations.has("clean_counts")) return new Set(asked);
  const rows = await warehouse.rows<{source: string}>("select source from clean_counts");
  const sources = rows.map(({source}) => source).filter((source) => relations.has(`clean_${source}`));
  return new Set([...sources, ...asked]);
}

export function isMart(name: string): boolean {
  return name.startsWith("mart_");
}

/** Without those that read one that cannot be made. */
function withoutGaps<T extends Buildable>(possible: readonly T[], all: readonly T[]): readonly T[] {
  const names = new Set(all.map(({name}) => name));
  const made = new Set(possible.map(({name}) => name));
  const whole = possible.filter(({reads}) => reads.every((table) => !names.has(table) || made.has(table)));
  return whole.length === possible.length ? whole : withoutGaps(whole, all);
}

/** Audits of what was made. */
export function chooseAudits<T extends Pick<Buildable, "reads">>(
  audits: readonly T[],
  all: readonly Buildable[],
  made: readonly Buildable[],
  relations: Relations,
): T[] {
  const left = new Set(all.map(({name}) => name));
  for (const {name} of made) left.delete(name);
  const isThere = (table: string) => !left.has(table) && (!table.startsWith("clean_") || relations.has(table));
  return audits.filter(({reads}) => reads.every(isThere));
}
