import {identifier, text, type Warehouse} from "./warehouse.ts";

/** Makes tables of the views of a layer (`<layer>_…`): they keep saying what they say now when what they stand on changes. */
export async function freezeViews(warehouse: Warehouse, layer: string): Promise<void> {
  for (const name of await viewsOf(warehouse, layer)) {
    const [view, frozen] = [identifier(name), identifier(`frozen_${name}`)];
    await warehouse.transaction(() =>
      warehouse.run(`create or replace table ${frozen} as select * from ${view};
        drop view ${view};
        alter table ${frozen} rename to ${view}`),
    );
  }
}

export async function viewsOf(warehouse: Warehouse, layer: string): Promise<string[]> {
  const views = await warehouse.rows<{name: string}>(
    `select table_name as name from information_schema.tables
     where table_schema = 'main' and table_type = 'VIEW' and starts_with(table_name, ${text(`${layer}_`)}) order by name`,
  );
  return views.map(({name}) => name);
}
