import type {Random} from "./random.ts";

/** What kind of customer somebody is. Which one is told by the number alone, so that nothing about customers need be kept. */
export type Kind = "loyal" | "regular" | "one-time";

const cycle = 20;
const regularsOfCycle = 6;

/** Of every twenty, the first is loyal, the next six come again for a while, and the others never do. */
export function kindOf(customer: number): Kind {
  const place = customer % cycle;
  if (place === 0) return "loyal";
  return place <= regularsOfCycle ? "regular" : "one-time";
}

/** `C000000` for the first customer. */
export function customerId(customer: number): string {
  return `C${String(customer).padStart(6, "0")}`;
}

/** So many customers are known by the end; above the limit, what is kept of each would grow without end. */
export function customersFor(orders: number): number {
  return Math.min(Math.ceil(orders * 0.3), 200_000);
}

const shareOfGuests = 0.04;
const shareOfLoyal = 0.45;
/** Regular customers come no more after so many days. */
export const daysOfRegulars = 200;

export interface Buyer {
  /** From 0, in the order of their first orders; null for a guest. */
  readonly customer: number | null;
  readonly isNew: boolean;
}

const guest: Buyer = {customer: null, isNew: false};

/** Who comes next: somebody new, a loyal customer or one of the regulars of the last months. */
export class Clientele {
  private joined = 0;
  private readonly joinedBefore: number[] = [];

  constructor(
    private readonly orders: number,
    private readonly customers: number,
  ) {}

  /** `order` is the order's place, `day` its day's in the calendar; both never fall. */
  next(order: number, day: number, random: Random): Buyer {
    while (this.joinedBefore.length <= day) this.joinedBefore.push(this.joined);
    if (random.happens(shareOfGuests)) return guest;
    if (this.joined < this.due(order)) return {customer: this.joined++, isNew: true};
    return {customer: this.returning(day, random), isNew: false};
  }

  /** Many of the first orders are by new customers, few of the last. */
  private due(order: number): number {
    const share = (order + 1) / this.orders;
    return Math.min(this.customers, Math.max(1, Math.ceil(this.customers * share * (1.6 - 0.6 * share))));
  }

  private returning(day: number, random: Random): number {
    const gone = regularsAmong(this.joinedBefore[day - daysOfRegulars] ?? 0);
    const regulars = regularsAmong(this.joined);
    if (regulars === gone || random.happens(shareOfLoyal))
      return cycle * random.whole(0, Math.ceil(this.joined / cycle) - 1);
    const one = random.whole(gone, regulars - 1);
    return cycle * Math.floor(one / regularsOfCycle) + 1 + (one % regularsOfCycle);
  }
}

/** How many of the first `customers` are regular ones. */
function regularsAmong(customers: number): number {
  const left = Math.min(Math.max((customers % cycle) - 1, 0), regularsOfCycle);
  return Math.floor(customers / cycle) * regularsOfCycle + left;
}
