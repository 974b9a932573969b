import type {Row, Warehouse} from "../../store/warehouse.ts";

/** Names that several products have. */
export async function sharedNames(warehouse: Warehouse, tables: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  if (!tables.has("clean_products")) return new Set();
  const rows = await warehouse.rows<{name: string}>(
    `select product_name as name from clean_products where product_name is not null
     group by product_name having count(*) > 1`,
  );
  return new Set(rows.map(({name}) => name));
}

/** The row of a product that shares its name, with the id behind the name; any other as it is. */
export function toldApart(row: Row, shared: ReadonlySet<string>): Row {
  const {product_id: id, product_name: name} = row;
  if (typeof id !== "string" || typeof name !== "string" || !shared.has(name)) return row;
  const label = `${name} (${id})`;
  return {...row, product_name: label, ...(row.name === name && {name: label})};
}
