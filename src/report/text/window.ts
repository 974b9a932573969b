import {notAddingUp, type Phrases} from "../phrases.ts";
import {nameOf, type RankedRow, type Report} from "../report.ts";
import {plain, table, wrap} from "./layout.ts";

export function windowLines(report: Report, phrases: Phrases): string[] {
  const {top} = report;
  return [
    phrases.period(),
    "",
    ...totalLines(report, phrases),
    "",
    ...[phrases.trend(), ...phrases.correlations()].flatMap((sentence) => wrap(sentence, "- ")),
    ...(top.campaigns.length > 0 ? campaignLines(report, phrases) : []),
    ...rankedLines("Top products", top.products, top.negative.products, phrases),
    ...rankedLines("Top countries", top.countries, top.negative.countries, phrases),
  ];
}

function totalLines({totals}: Report, {formats}: Phrases): string[] {
  const {revenue, orders, units, average_order_value: average} = totals;
  return table([
    ["Revenue", formats.exact(revenue)],
    ["Orders", formats.number(orders)],
    ...(units === null ? [] : [["Units", formats.number(units)]]),
    ...(average === null ? [] : [["Average order", formats.money(average)]]),
  ]);
}

function campaignLines({top, attribution}: Report, phrases: Phrases): string[] {
  const {formats} = phrases;
  const note = attribution.conserves
    ? `Attributed by the ${phrases.model()} model. Full credit ${notAddingUp}.`
    : `Any touch: every campaign has the full revenue of its sales, which ${notAddingUp}.`;
  const beside = top.campaigns.flatMap((row) => [row.attributed_revenue, row.full_credit_revenue]);
  const rows = top.campaigns.map((row) => [
    plain(row.name),
    formats.exact(row.attributed_revenue, beside),
    ...(attribution.conserves ? [formats.exact(row.full_credit_revenue, beside)] : []),
    formats.number(row.orders),
  ]);
  const credits = attribution.conserves ? ["attributed", "full credit"] : ["full credit"];
  return ["", ...table([["Top campaigns", ...credits, "orders"], ...rows]), ...wrap(note)];
}

function rankedLines(title: string, rows: readonly RankedRow[], hasNegative: boolean, phrases: Phrases): string[] {
  if (rows.length === 0) return [];
  const {formats} = phrases;
  const beside = rows.map((row) => row.revenue);
  const cells = rows.map((row) => [
    plain(nameOf(row)),
    formats.exact(row.revenue, beside),
    phrases.share(row.share, hasNegative),
    formats.number(row.orders),
  ]);
  return ["", ...table([[title, "revenue", "share", "orders"], ...cells])];
}
