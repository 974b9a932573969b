import type {AttributionModel} from "../../src/config/config.ts";

export interface Sale {
  readonly day: number;
  readonly product: number;
  /** Revenue in cents. */
  readonly cents: number;
}

export interface Flight {
  readonly product: number | null;
  readonly starts: number;
  readonly ends: number;
}

/** Credit in cents of each flight (by index) for one sale, worked out one sale at a time: the plain reading of the definition. */
export function creditOf(sale: Sale, flights: readonly Flight[], model: AttributionModel): ReadonlyMap<number, number> {
  const active = [...flights.keys()].filter((i) => applies(flights[i]!, sale));
  const byStart = [...active].sort((a, b) => flights[a]!.starts - flights[b]!.starts || a - b);
  if (model === "any_touch") return new Map(active.map((i) => [i, sale.cents]));
  return split(sale.cents, new Map(active.map((i) => [i, weightOf(i, byStart, flights, sale, model)])));
}

function applies({product, starts, ends}: Flight, sale: Sale): boolean {
  return starts <= sale.day && sale.day <= ends && (product === null || product === sale.product);
}

function weightOf(
  flight: number,
  byStart: readonly number[],
  flights: readonly Flight[],
  sale: Sale,
  model: AttributionModel,
): bigint {
  const place = byStart.indexOf(flight);
  const count = byStart.length;
  const latest = flights[byStart[count - 1]!]!.starts;
  switch (model) {
    case "first_touch":
      return place === 0 ? 1n : 0n;
    case "last_touch":
      return byStart.find((i) => flights[i]!.starts === latest) === flight ? 1n : 0n;
    case "position_based":
      return count > 2 && (place === 0 || place === count - 1) ? BigInt(2 * (count - 2)) : 1n;
    case "time_decay":
      return BigInt(Math.round(1_000_000_000 * 2 ** ((sale.day - latest - (sale.day - flights[flight]!.starts)) / 7)));
    default:
      return 1n;
  }
}

/** Whole cents in proportion to the weights, what is left by largest remainder, ties by flight. */
function split(cents: number, weights: ReadonlyMap<number, bigint>): Map<number, number> {
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0n);
  const amount = BigInt(Math.abs(cents));
  const shares = [...weights].map(([flight, weight]) => ({
    flight,
    whole: (amount * weight) / total,
    rest: (amount * weight) % total,
  }));
  const left = amount - shares.reduce((sum, {whole}) => sum + whole, 0n);
  const order = [...shares].sort((a, b) => (a.rest === b.rest ? a.flight - b.flight : a.rest > b.rest ? -1 : 1));
  return new Map(
    order.map(({flight, whole}, place) => [
      flight,
      Math.sign(cents) * Number(whole + (BigInt(place) < left ? 1n : 0n)),
    ]),
  );
}
