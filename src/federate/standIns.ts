import {type SourceSpec, sqlTypes} from "../config/source.ts";
import type {StageContext} from "../stage.ts";
import {text, type Warehouse} from "../store/warehouse.ts";
import {chooseAsOf} from "./asOf.ts";
import type {Buildable} from "./build.ts";
import {type Place, part, place} from "./places.ts";
import {type Scope, type Scopes, sharing} from "./scope.ts";

/** What the models read that is no file: what was asked for, and of each source what is to be looked at in this run. */
export async function standIns(context: StageContext, scopes: Scopes): Promise<(Buildable | Place)[]> {
  const {orders, attribution, classes, web_traffic, footfall, events} = scopes;
  const given = await givenIds(context.warehouse);
  return [
    parameters(context),
    part("orders_to_sum", "clean_orders", "ordered_on", orders),
    part("traffic_to_sum", "clean_web_traffic", "day", web_traffic),
    part("footfall_to_sum", "clean_footfall", "day", footfall),
    {...part("events_to_sum", "clean_events", "happened_on", events), needs: ["events"]},
    {...place("events_of_sessions", "clean_events", sharing(events, "session_id", "events_to_sum")), needs: ["events"]},
    part("sale_days_summed", "sale_days", "ordered_on", orders),
    part("traffic_days_summed", "traffic_days", "day", web_traffic),
    part("footfall_days_summed", "footfall_days", "day", footfall),
    part("cells_to_attribute", "sale_cells", "ordered_on", attribution),
    part("matched_to_attribute", "matched_cells", "ordered_on", attribution),
    part("sales_to_class", "sale_units", "ordered_on", classes),
    place("sales_with_ids", "orders_to_sum", String(given.sale_id)),
    place("lines_to_sum", "orders_to_sum", String(given.order_id)),
    place("all_lines", "clean_orders", given.order_id ? sharing(orders, "order_id", "lines_to_sum") : "false"),
    lastLineup(attribution),
    rowNumbers(given),
  ];
}

/** The clean records of a source that is not there, for models that are made without it as well. */
export function emptySource({name, columns}: SourceSpec): Buildable {
  const types = Object.entries(columns).map(([column, {type}]) => `${column} ${sqlTypes[type]}`);
  const table = `clean_${name}`;
  return stand(table, [], (warehouse) =>
    warehouse.run(`create or replace temp table ${table} (${types.join(", ")}, "row" bigint)`),
  );
}

function parameters(context: StageContext): Buildable {
  return stand("parameters", ["sale_days"], async (warehouse) => {
    const [asOf, attribution] = [text(await chooseAsOf(context)), text(context.config.attribution)];
    await warehouse.run(
      `create or replace temp table parameters as select date ${asOf} as as_of, ${attribution} as attribution`,
    );
  });
}

/** Whether the source has ids of sales and of orders, which are texts; else the number of the row stands for them, and nothing comes twice. */
async function givenIds(warehouse: Warehouse): Promise<Readonly<Record<"sale_id" | "order_id", boolean>>> {
  const [sale, order] = await warehouse.rows<{column_type: string}>(
    "describe select sale_id, order_id from clean_orders",
  );
  return {sale_id: sale!.column_type === "VARCHAR", order_id: order!.column_type === "VARCHAR"};
}

function rowNumbers({sale_id, order_id}: Readonly<Record<"sale_id" | "order_id", boolean>>): Buildable {
  return stand("row_numbers", [], (warehouse) =>
    warehouse.run(
      `create or replace temp table row_numbers as select ${!sale_id} as are_sale_ids, ${!order_id} as are_order_ids`,
    ),
  );
}

/** Line-ups of days that are made again get ids that none has had. */
function lastLineup({days}: Scope): Buildable {
  const last = days === "all" ? "0 as lineup_id" : "coalesce(max(lineup_id), 0) as lineup_id from matched_cells";
  return stand("last_lineup", [], (warehouse) =>
    warehouse.run(`create or replace temp table last_lineup as select ${last}`),
  );
}

function stand(name: string, reads: readonly string[], make: NonNullable<Buildable["make"]>): Buildable {
  return {name, about: name, reads, kind: "step", needs: [], sections: [], sql: "", make};
}
