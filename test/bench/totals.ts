/** What the floor prints: money in cents. */
export interface FloorTotals {
  readonly orders: number;
  readonly units: number;
  readonly revenue: number;
  readonly attributed: number;
  readonly by_campaign: number;
  readonly credits: number;
  readonly r: number | null;
  readonly n: number;
}

/** The parts of `report.json` that the floor knows as well: money as decimal text. */
export interface ReportTotals {
  readonly totals: {readonly orders: number; readonly units: number; readonly revenue: string};
  readonly attribution: {readonly attributed: string; readonly credits: number};
  readonly correlation: {readonly sessions: {readonly r: number | null; readonly n: number} | null};
}

/** What differs, in words; undefined when they say the same. */
export function disagreement(report: ReportTotals, floor: FloorTotals): string | undefined {
  const {totals, attribution, correlation} = report;
  const facts: readonly (readonly [name: string, daybook: unknown, floor: unknown])[] = [
    ["orders", totals.orders, floor.orders],
    ["units", totals.units, floor.units],
    ["revenue", totals.revenue, money(floor.revenue)],
    ["attributed", attribution.attributed, money(floor.attributed)],
    ["sum of campaigns", attribution.attributed, money(floor.by_campaign)],
    ["credits", attribution.credits, floor.credits],
    ["r", correlation.sessions?.r?.toFixed(6), floor.r?.toFixed(6)],
    ["days in r", correlation.sessions?.n, floor.n],
  ];
  return (
    facts
      .filter(([, daybook, other]) => daybook !== other)
      .map(([name, daybook, other]) => `${name} ${daybook} and ${other}`)
      .join(", ") || undefined
  );
}

function money(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}
