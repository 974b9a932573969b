import {at} from "./sums.ts";

export const steps = ["view", "cart", "checkout", "purchase"] as const;
export type Step = (typeof steps)[number];

/** Visits that came to each step or to a later one, in the order of the steps. */
export type StepCounts = [number, number, number, number];

const purchase = 3;
const cart = 1;

/** Counts visits of the web shop, one after another, by what their usable events show. */
export class FunnelTally {
  readonly total = noSteps();
  readonly byDay = new Map<string, StepCounts>();
  /** By day: visits with a cart and no purchase. */
  readonly abandoned = new Map<string, number>();
  readonly byProduct = new Map<number | null, StepCounts>();
  readonly byCategory = new Map<string | null, StepCounts>();
  /** Events, not visits. */
  readonly events = noSteps();
  readonly purchases = {orders: 0, units: 0, cents: 0};
  /** Of the visit under way. */
  private hasCart = false;
  private readonly products: Set<number | null>[] = steps.map(() => new Set());
  private order = 0;

  constructor(private readonly categories: ReadonlyMap<number, string | null>) {}

  /** One usable event of the visit that goes on. */
  add(step: number, product: number | null): void {
    this.events[step]!++;
    this.hasCart ||= step === cart;
    for (let reached = 0; reached <= step; reached++) this.products[reached]!.add(product);
  }

  addPurchase(order: number, units: number, cents: number): void {
    if (order !== this.order) this.purchases.orders++;
    this.order = order;
    this.purchases.units += units;
    this.purchases.cents += cents;
  }

  endVisit(day: string): void {
    if (this.hasCart && this.products[purchase]!.size === 0)
      this.abandoned.set(day, (this.abandoned.get(day) ?? 0) + 1);
    this.hasCart = false;
    for (const [step, products] of this.products.entries()) {
      if (products.size > 0) this.endStep(step, day, products);
      products.clear();
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
