import {trim} from "../../lib/money.ts";
import type {TableBlock} from "../block.ts";
import type {Section} from "../section.ts";
import {type Category, categorySentence, categoryTable} from "./products/categories.ts";
import {type Moved, type Mover, moverSentence, moverTable} from "./products/movers.ts";
import {type Trending, type TrendTests, trendingSentence, trendingTable} from "./products/trending.ts";
import {filled} from "./wording.ts";

/** How many lines a table has. */
const places = 15;
/** Of fewer products, how the revenue builds up says nothing. */
const fewest = 3;
const notGiven = "(not given)";

interface Product {
  readonly product_id: string;
  readonly product_name: string | null;
  readonly category: string | null;
  readonly revenue: string;
  readonly units: number | null;
  readonly orders: number;
  readonly share: number | null;
  readonly share_so_far: number | null;
}

interface Spread {
  /** That took in more than they gave back. */
  readonly sold: number;
  /** As many of these, the strongest, as it takes to make four fifths of what they took in. */
  readonly vital: number;
  /** Of the master data. */
  readonly unsold: number;
}

const nameOf = "changes.product_id, products.product_name, coalesce(products.product_name, changes.product_id) as name";

export const products: Section = {
  title: "Products",
  mart: "mart_products",
  queries: {
    top: `select product_id, product_name, category, revenue, units, orders, share, share_so_far
      from mart_products order by place, product_id limit ${places}`,
    spread: `with sold as (
        select revenue, sum(revenue) over () as total,
          sum(revenue) over (order by place, product_id rows unbounded preceding) as so_far
        from mart_products where revenue > 0 and product_id <> '${notGiven}'
      )
      select count(*) as sold, count(case when cast(so_far - revenue as double) / total < 0.8 then 1 end) as vital,
        (select count(*) from mart_products where orders = 0) as unsold
      from sold`,
    categories: `select category, products, sold, revenue, share, units, orders
      from mart_categories order by place, category limit ${places}`,
    moved: `select count(*) as products, count(*) filter (where is_significant) as significant,
        sum(count_before) as count_before, sum(count_now) as count_now, min(counted) as counted
      from mart_movers`,
    movers: `select ${nameOf}, changes.count_before, changes.count_now, changes.change, changes.change_revenue,
        changes.p_adjusted, changes.is_significant
      from mart_movers as changes left join mart_products as products on products.product_id = changes.product_id
      order by coalesce(changes.is_significant, false) desc, abs(changes.change_revenue) desc, changes.product_id limit 10`,
    tests: `select count(*) as products, count(*) filter (where is_trending) as trending, min(counted) as counted
      from mart_trending`,
    trending: `select ${nameOf}, changes.decayed, changes.usual, changes.ratio, changes.count_now, changes.p_adjusted
      from mart_trending as changes left join mart_products as products on products.product_id = changes.product_id
      where changes.is_trending order by changes.decayed - changes.usual desc, changes.product_id limit 10`,
  },
  compose(facts, {formats}) {
    const rowsOf = <T>(name: string) => (facts[name] ?? []) as unknown as readonly T[];
    const top = rowsOf<Product>("top");
    if (top.every(({product_id}) => product_id === notGiven)) return undefined;
    const [spread] = rowsOf<Spread>("spread");
    const [moved] = rowsOf<Moved>("moved");
    const [tests] = rowsOf<TrendTests>("tests");
    const [movers, trending] = [rowsOf<Mover>("movers"), rowsOf<Trending>("trending")];
    const categories = rowsOf<Category>("categories");
    const unsold = spread?.unsold ?? 0;
    const blocks = [
      topTable(top),
      categoryTable(categories),
      moverTable(movers, moved, formats),
      trendingTable(trending, tests, formats),
    ];
    return {
      findings: [
        ...moverSentence(movers, moved, formats),
        ...trendingSentence(trending, tests, formats),
        ...(spread && spread.sold >= fewest
          ? [
              `It takes ${formats.number(spread.vital)} of the ${formats.number(spread.sold)} products sold to make four fifths of the revenue.`,
            ]
          : []),
        ...categorySentence(categories, formats),
        ...(unsold > 0
          ? [`${formats.number(unsold)} of the products listed ${unsold === 1 ? "was" : "were"} not sold at all.`]
          : []),
      ],
      today: [],
      blocks: blocks.filter(({rows}) => rows.length > 0),
    };
  },
};

function topTable(top: readonly Product[]): TableBlock {
  const rows = top.map((row) => ({...row, name: row.product_name ?? row.product_id, revenue: trim(row.revenue)}));
  return {
    kind: "table",
    key: "top",
    title: "Products by revenue",
    columns: filled(
      [
        {key: "name", title: "Product", kind: "name"},
        {key: "category", title: "Category", kind: "text", isMinor: true},
        {key: "revenue", title: "Revenue", kind: "money"},
        {key: "share", title: "Share", kind: "percent"},
        {key: "share_so_far", title: "So far", kind: "percent", isMinor: true},
        {key: "units", title: "Units", kind: "count", isMinor: true},
        {key: "orders", title: "Orders", kind: "count"},
      ],
      rows,
    ),
    rows,
  };
}
