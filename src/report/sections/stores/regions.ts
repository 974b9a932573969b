import {round, trim} from "../../../lib/money.ts";
import type {TableBlock} from "../../block.ts";
import {filled} from "../wording.ts";
import {placeOf} from "./stores.ts";

/** By place, stores without a region last. */
export interface Region {
  readonly region: string;
  readonly place: number | null;
  readonly ties: number | null;
  readonly stores: number;
  readonly revenue: string;
  readonly share: number | null;
  readonly orders: number;
  readonly visitors: number | null;
  readonly revenue_per_visitor: string | null;
}

/** Nothing where no store has a region. */
export function regionTable(regions: readonly Region[]): TableBlock {
  const isGiven = regions.some(({place}) => place !== null);
  const rows = (isGiven ? regions : []).map((region) => ({
    ...region,
    place: placeOf(region),
    revenue: trim(region.revenue),
    revenue_per_visitor: region.revenue_per_visitor === null ? null : round(region.revenue_per_visitor),
  }));
  return {
    kind: "table",
    key: "regions",
    title: "Regions by revenue",
    columns: filled(
      [
        {key: "region", title: "Region", kind: "name"},
        {key: "place", title: "Place", kind: "digits"},
        {key: "stores", title: "Stores", kind: "count", isMinor: true},
        {key: "revenue", title: "Revenue", kind: "money"},
        {key: "share", title: "Share", kind: "percent"},
        {key: "orders", title: "Orders", kind: "count", isMinor: true},
        {key: "revenue_per_visitor", title: "Per visitor", kind: "money", isMinor: true},
      ],
      rows,
    ),
    rows,
  };
}
