import type {Warehouse} from "../store/warehouse.ts";

/** Drops the tables and views of which `isOne` is true, whichever they are. */
export async function dropRelations(warehouse: Warehouse, isOne: (name: string) => boolean): Promise<void> {
  const relations = await warehouse.rows<{name: string; isView: boolean}>(
    `select table_name as name, table_type = 'VIEW' as "isView" from information_schema.tables
     where table_catalog = current_catalog() and table_schema = 'main'`,
  );
  const drops = relations
    .filter(({name}) => isOne(name))
    .map(({name, isView}) => `drop ${isView ? "view" : "table"} ${name}`);
  if (drops.length > 0) await warehouse.run(drops.join(";"));
}
