import {products} from "./assortment.ts";
import {customerId} from "./clientele.ts";
import type {Demand} from "./demand.ts";
import {contradicted, eventDirt, repeated, soil} from "./dirt.ts";
import {FunnelTally, steps} from "./funnelTally.ts";
import {clock, webHours} from "./hours.ts";
import {centsText} from "./money.ts";
import type {Order, OrderEntry} from "./orders.ts";
import type {EventRecord} from "./paperwork.ts";
import type {Random} from "./random.ts";
import type {Sheet} from "./sheet.ts";
import {webShop} from "./stores.ts";

/** Of the visits that see a product; each rate is a share of the step before. */
export const funnelRates = {cart: 0.28, checkout: 0.62, purchase: 0.72} as const;

/** For each visit that buys, so many that do not, on average. */
const browsersPerPurchase = 1 / (funnelRates.cart * funnelRates.checkout * funnelRates.purchase) - 1;
const visitsPerPurchase = browsersPerPurchase + 1;

/** The shares among those that do not buy which make the rates above. */
const cartOfBrowsers = (funnelRates.cart * visitsPerPurchase - 1) / browsersPerPurchase;
const checkoutOfBrowsers =
  (funnelRates.cart * funnelRates.checkout * visitsPerPurchase - 1) / (funnelRates.cart * visitsPerPurchase - 1);

/** Of those that only look, the share that looks at one more product, each time: with it there are ten events to an order. */
const looksFurther = 0.28;

const [view, cart, checkout, purchase] = [0, 1, 2, 3];

/** The visit under way. */
interface Visit {
  readonly id: string;
  readonly user: string;
  readonly day: string;
  second: number;
}

/** Writes what visitors of the web shop do: each visit's events together, the visits in the order of their days. */
export class Webshop {
  readonly funnel: FunnelTally;
  private events = 0;
  private visits = 0;

  constructor(
    categories: ReadonlyMap<number, string | null>,
    private readonly sheet: Sheet<EventRecord>,
    private readonly random: Random,
  ) {
    this.funnel = new FunnelTally(categories);
  }

  add(order: Order): void {
    if (order.store !== webShop) return;
    this.buy(order);
    const low = Math.floor(browsersPerPurchase);
    const count = this.random.whole(low - 2, low + 2) + (this.random.happens(browsersPerPurchase - low) ? 1 : 0);
    for (let i = 0; i < count; i++) this.browse(order.demand);
  }

  private buy({id, demand, second, buyer, lines}: Order): void {
    const visit = this.begin(demand, second - 900, buyer.customer);
    const bought = lines.filter(({about}) => about.units > 0);
    for (const {about} of bought) this.event(visit, view, about.product);
    if (this.random.happens(0.5)) this.event(visit, view, this.random.place(demand.products));
    for (const step of [cart, checkout]) for (const {about} of bought) this.event(visit, step, about.product);
    visit.second = second;
    for (const line of bought) this.event(visit, purchase, line.about.product, id, line);
    this.funnel.endVisit(visit.day);
  }

  private browse(demand: Demand): void {
    const {random} = this;
    const visit = this.begin(demand, Math.min(random.place(webHours) * 3600 + random.whole(0, 3599), 84_600), null);
    const product = random.place(demand.products);
    this.event(visit, view, product);
    while (random.happens(looksFurther) && visit.second < 85_500)
      this.event(visit, view, random.place(demand.products));
    if (random.happens(cartOfBrowsers)) {
      this.event(visit, cart, product);
      if (random.happens(checkoutOfBrowsers)) this.event(visit, checkout, product);
    }
    this.funnel.endVisit(visit.day);
  }

  private begin({day}: Demand, second: number, customer: number | null): Visit {
    const number = ++this.visits;
    const user = customer === null ? `v${number}` : customerId(customer);
    return {id: `s${number}`, user, day: day.iso, second};
  }

  private event(visit: Visit, step: number, product: number, order: number | null = null, line?: OrderEntry): void {
    visit.second += order === null ? this.random.whole(5, 90) : 0;
    const record = {
      event_id: ++this.events,
      event_time: `${visit.day} ${clock(visit.second)}`,
      event_type: steps[step]!,
      session_id: visit.id,
      user_id: visit.user,
      product_id: products[product]!.id,
      order_id: order,
      quantity: line?.about.units ?? null,
      value: line ? centsText(line.about.cents) : null,
    };
    // Were a purchase lost, a cart would seem left until the customer comes again.
    const entry = line ? {record, about: null} : soil<EventRecord, null>(record, null, eventDirt, this.random);
    const isClean = this.sheet.add(entry, this.random.happens(repeated.events));
    if (!isClean) return;
    this.funnel.add(step, entry.record.product_id);
    if (line && order !== null) this.funnel.addPurchase(order, line.about.units, line.about.cents);
    if (this.random.happens(contradicted)) this.contradict(record);
  }

  /** The same id once more, for somebody else. */
  private contradict(record: EventRecord): void {
    this.sheet.add({record: {...record, user_id: "v0"}, about: null, fault: "event_id"});
  }
}
