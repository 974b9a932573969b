import type {Row} from "../../store/warehouse.ts";

/** The row of a product that shares its name, with the id behind the name; any other as it is. */
export function toldApart(row: Row, shared: ReadonlySet<string>): Row {
  const {product_id: id, product_name: name} = row;
  if (typeof id !== "string" || typeof name !== "string" || !shared.has(name)) return row;
  const label = `${name} (${id})`;
  return {...row, product_name: label, ...(row.name === name && {name: label})};
}
