import {at} from "./sums.ts";

export const steps = ["view", "cart", "checkout", "purchase"] as const;
export type Step = (typeof steps)[number];

/** Visits that came to each step, in the order of the steps. */
export type StepCounts = [number, number, number, number];

/** Counts visits of the web shop, one after another, by what their usable events show. */
export class FunnelTally {
  readonly total = noSteps();
  readonly byDay = new Map<string, StepCounts>();
  readonly byProduct = new Map<number | null, StepCounts>();
  readonly byCategory = new Map<string | null, StepCounts>();
  /** Events, not visits. */
  readonly events = noSteps();
  readonly purchases = {orders: 0, units: 0, cents: 0};
  /** Visits with a cart and no purchase. */
  abandoned = 0;
  /** Visits with any usable event. */
  visits = 0;
  private readonly seen: boolean[] = [false, false, false, false];
  private readonly products: Set<number | null>[] = steps.map(() => new Set());
  private order = 0;

  constructor(private readonly categories: ReadonlyMap<number, string | null>) {}

  /** One usable event of the visit that goes on. */
  add(step: number, product: number | null): void {
    this.events[step]!++;
    this.seen[step] = true;
    this.products[step]!.add(product);
  }

  addPurchase(order: number, units: number, cents: number): void {
    if (order !== this.order) this.purchases.orders++;
    this.order = order;
    this.purchases.units += units;
    this.purchases.cents += cents;
  }

  endVisit(day: string): void {
    if (this.seen.includes(true)) this.visits++;
    if (this.seen[1] && !this.seen[3]) this.abandoned++;
    for (let step = 0; step < steps.length; step++) {
      if (!this.seen[step]) continue;
      this.endStep(step, day, this.products[step]!);
      this.products[step]!.clear();
      this.seen[step] = false;
    }
  }

  private endStep(step: number, day: string, products: ReadonlySet<number | null>): void {
    this.total[step]!++;
    at(this.byDay, day, noSteps)[step]!++;
    for (const product of products) at(this.byProduct, product, noSteps)[step]!++;
    const categories = new Set([...products].map((product) => this.categoryOf(product)));
    for (const category of categories) at(this.byCategory, category, noSteps)[step]!++;
  }

  private categoryOf(product: number | null): string | null {
    return product === null ? null : (this.categories.get(product) ?? null);
  }
}

function noSteps(): StepCounts {
  return [0, 0, 0, 0];
}
