import {trim} from "../../lib/money.ts";
import type {Section} from "../section.ts";

/** How many lines the table has. */
const places = 15;

interface Product {
  readonly product_id: string;
  readonly product_name: string | null;
  readonly category: string | null;
  readonly revenue: string;
  readonly units: number;
  readonly orders: number;
  readonly share: number | null;
  readonly share_so_far: number | null;
}

export const products: Section = {
  title: "Products",
  mart: "mart_products",
  queries: {
    top: `select product_id, product_name, category, revenue, units, orders, share, share_so_far
      from mart_products order by place, product_id limit ${places}`,
    spread: `select count(*) as products, count(*) filter (where orders = 0) as unsold,
        count(*) filter (where share_so_far - share < 0.8 and revenue > 0) as vital
      from mart_products`,
  },
  compose({top, spread}, {formats}) {
    const rows = top as unknown as readonly Product[];
    if (rows.length === 0) return undefined;
    const {products: all, unsold, vital} = spread![0] as unknown as {products: number; unsold: number; vital: number};
    const few = `${formats.number(vital)} of ${formats.number(all)} products make four fifths of the revenue`;
    const isNamed = rows.some(({product_name}) => product_name !== null);
    const isGrouped = rows.some(({category}) => category !== null);
    return {
      findings: [
        ...(rows[0]!.share === null ? [] : [`${few}.`]),
        ...(unsold > 0
          ? [
              `${formats.number(unsold)} of the products in the master data ${unsold === 1 ? "was" : "were"} not sold at all.`,
            ]
          : []),
      ],
      today: [],
      blocks: [
        {
          kind: "table",
          key: "top",
          title: "Products by revenue",
          columns: [
            {key: "name", title: "Product", kind: "name"},
            ...(isGrouped ? [{key: "category", title: "Category", kind: "text", isMinor: true} as const] : []),
            {key: "revenue", title: "Revenue", kind: "money"},
            {key: "share", title: "Share", kind: "percent"},
            {key: "share_so_far", title: "So far", kind: "percent", isMinor: true},
            {key: "units", title: "Units", kind: "count", isMinor: true},
            {key: "orders", title: "Orders", kind: "count"},
          ],
          rows: rows.map((row) => ({
            ...row,
            name: isNamed && row.product_name !== null ? row.product_name : row.product_id,
            revenue: trim(row.revenue),
          })),
        },
      ],
    };
  },
};
