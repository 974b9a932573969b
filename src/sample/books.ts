import {customersFor} from "./clientele.ts";
import {CustomerTally} from "./customerTally.ts";
import {DiscountTally} from "./discountTally.ts";
import {HeaderOffice} from "./headers.ts";
import type {Order} from "./orders.ts";
import type {CustomerRecord, EventRecord, HeaderRecord, MovementRecord, ReturnRecord} from "./paperwork.ts";
import {People} from "./people.ts";
import {ReturnDesk} from "./returns.ts";
import {SalesTally} from "./salesTally.ts";
import type {Sheet} from "./sheet.ts";
import type {Shop} from "./shop.ts";
import {StockKeeper} from "./stock.ts";
import {Webshop} from "./webshop.ts";

/** The files that are written while orders are made. */
export interface Sheets {
  readonly customers: Sheet<CustomerRecord>;
  readonly inventory: Sheet<MovementRecord>;
  readonly events: Sheet<EventRecord>;
  readonly returns: Sheet<ReturnRecord>;
  readonly order_headers: Sheet<HeaderRecord>;
}

/** Sees every order once, writes what follows from it and keeps the sums. */
export class Books {
  readonly sales: SalesTally;
  readonly customers: CustomerTally;
  readonly discounts = new DiscountTally();
  readonly stock: StockKeeper;
  readonly web: Webshop;
  readonly headers: HeaderOffice;
  readonly returns: ReturnDesk;
  private readonly people: People;
  /** Days that are over. */
  private ended = 0;

  constructor(
    private readonly shop: Shop,
    orders: number,
    readonly sheets: Sheets,
  ) {
    const {days, marketing, categories, stockOuts, ordersPerDay, chances} = shop;
    this.sales = new SalesTally(days.length, marketing.flights, categories);
    this.customers = new CustomerTally(days, customersFor(orders));
    this.stock = new StockKeeper(ordersPerDay, stockOuts, days.length - 1, sheets.inventory, chances.stock);
    this.web = new Webshop(categories, sheets.events, chances.web);
    this.headers = new HeaderOffice(orders, sheets.order_headers, chances.office);
    this.returns = new ReturnDesk(days, sheets.returns, chances.desk);
    this.people = new People(sheets.customers, chances.people);
  }

  add(order: Order): void {
    this.endDaysBefore(order.demand.day.index);
    for (const book of [this.sales, this.customers, this.discounts, this.stock]) book.add(order);
    for (const writer of [this.people, this.web, this.headers, this.returns]) writer.add(order);
  }

  /** After the last order. */
  endLastDay(): void {
    this.endDaysBefore(this.shop.days.length);
  }

  private endDaysBefore(day: number): void {
    for (; this.ended < day; this.ended++) this.stock.endOfDay(this.shop.demand[this.ended]!);
  }
}
