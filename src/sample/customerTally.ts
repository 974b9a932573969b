import type {Day} from "./calendar.ts";
import {type Kind, kindOf} from "./clientele.ts";
import type {Order} from "./orders.ts";

/** Customers of one day: those who bought for the first time, and those who had bought before. */
interface DayOfCustomers {
  new: number;
  returning: number;
}

/** Adds usable orders up by customer. A few bytes are kept of each; there is a limit to how many there are. */
export class CustomerTally {
  readonly byDay = new Map<string, DayOfCustomers>();
  /** `<month of the first order> <month>`: customers who bought in that month. */
  readonly cohorts = new Map<string, number>();
  /** Usable orders by nobody who is known, and their cents. */
  readonly guests = {orders: 0, cents: 0};
  readonly orders: Int32Array;
  readonly cents: Float64Array;
  private readonly firstDay: Int16Array;
  private readonly lastDay: Int16Array;

  constructor(
    private readonly days: readonly Day[],
    count: number,
  ) {
    this.orders = new Int32Array(count);
    this.cents = new Float64Array(count);
    this.firstDay = new Int16Array(count).fill(-1);
    this.lastDay = new Int16Array(count).fill(-1);
  }

  add({buyer: {customer}, demand: {day}, lines}: Order): void {
    const clean = lines.filter(({fault}) => fault === undefined);
    if (clean.length === 0) return;
    const cents = clean.reduce((sum, {about}) => sum + about.cents, 0);
    if (customer === null) {
      this.guests.orders++;
      this.guests.cents += cents;
      return;
    }
    this.orders[customer]!++;
    this.cents[customer]! += cents;
    this.visit(customer, day);
  }

  /** Customers with an order, their first ones first. */
  known(): number[] {
    return [...this.orders.keys()].filter((customer) => this.orders[customer]! > 0);
  }

  byKind(kind: Kind): number[] {
    return this.known().filter((customer) => kindOf(customer) === kind);
  }

  /** On another day. */
  cameAgain(customer: number): boolean {
    return this.firstDay[customer] !== this.lastDay[customer];
  }

  /** Place of the last day they bought on. */
  lastDayOf(customer: number): number {
    return this.lastDay[customer]!;
  }

  private visit(customer: number, day: Day): void {
    const isFirst = this.firstDay[customer] === -1;
    if (isFirst) this.firstDay[customer] = day.index;
    const last = this.days[this.lastDay[customer]!];
    if (last?.index !== day.index) this.countDay(day.iso, isFirst);
    if (last?.iso.slice(0, 7) !== day.iso.slice(0, 7)) this.countMonth(this.days[this.firstDay[customer]!]!, day);
    this.lastDay[customer] = day.index;
  }

  private countDay(iso: string, isFirst: boolean): void {
    const sums = this.byDay.get(iso) ?? {new: 0, returning: 0};
    sums[isFirst ? "new" : "returning"]++;
    this.byDay.set(iso, sums);
  }

  private countMonth(first: Day, day: Day): void {
    const key = `${first.iso.slice(0, 7)} ${day.iso.slice(0, 7)}`;
    this.cohorts.set(key, (this.cohorts.get(key) ?? 0) + 1);
  }
}
