import {dailyUnits, products, shelf, unstocked} from "./assortment.ts";
import type {Demand} from "./demand.ts";
import {movementDirt, repeated, soil} from "./dirt.ts";
import type {Order} from "./orders.ts";
import type {MovementRecord} from "./paperwork.ts";
import type {Random} from "./random.ts";
import type {Sheet} from "./sheet.ts";
import type {StockOut} from "./stockOuts.ts";
import {shareOfStore, stores} from "./stores.ts";

/** What the movements and the clean orders come to in one place. */
export interface Cell {
  readonly product: number;
  /** Place among the stores; null where the order does not say. */
  readonly store: number | null;
  opening: number;
  received: number;
  lost: number;
  sold: number;
}

/** Of these little is left on the last day. */
export const lowProducts: readonly number[] = [10, 11, 12, 13];
const [lowDays, fullDays, leftDays] = [14, 28, 3];

/** Keeps every store's stock: what is short comes in the same day, but where a stock-out is planned. */
export class StockKeeper {
  readonly cells: readonly Cell[];
  private readonly nowhere: readonly Cell[];
  private movements = 0;

  constructor(
    private readonly ordersPerDay: number,
    private readonly stockOuts: readonly StockOut[],
    private readonly lastDay: number,
    private readonly sheet: Sheet<MovementRecord>,
    private readonly random: Random,
  ) {
    this.cells = shelf.flatMap((_, product) => stores.map(({index}) => emptyCell(product, index)));
    this.nowhere = products.map((_, product) => emptyCell(product, null));
  }

  add({store, lines}: Order): void {
    for (const {record, about, fault} of lines) {
      if (fault !== undefined) continue;
      const cell =
        record.store_id === null
          ? this.nowhere[about.product]!
          : this.cells[about.product * stores.length + store.index]!;
      cell.sold += Number(record.quantity ?? 0);
    }
  }

  endOfDay({day}: Demand): void {
    for (const cell of this.cells) if (cell.product !== unstocked) this.look(cell, day.index, day.iso);
  }

  /** Every place with a movement or a sale. */
  *places(): Generator<Cell> {
    for (const cell of [...this.cells, ...this.nowhere])
      if (cell.opening + cell.received + cell.lost + Math.abs(cell.sold) > 0) yield cell;
  }

  private look(cell: Cell, day: number, iso: string): void {
    if (day === 0) this.move(cell, iso, "opening", this.target(cell, fullDays));
    const left = onHand(cell);
    if (this.isOut(cell, day)) return;
    if (this.isOut(cell, day + 1)) {
      if (left !== 0) this.move(cell, iso, left > 0 ? "loss" : "receipt", -left);
    } else if (day === this.lastDay && lowProducts.includes(cell.product)) {
      const rest = this.target(cell, leftDays, 1);
      if (left > rest) this.move(cell, iso, "loss", rest - left);
    } else if (left < this.target(cell, lowDays)) this.move(cell, iso, "receipt", this.target(cell, fullDays) - left);
  }

  private isOut({product, store}: Cell, day: number): boolean {
    return this.stockOuts.some((it) => it.product === product && it.store === store && it.from <= day && day <= it.to);
  }

  private target({product, store}: Cell, days: number, least = days / 3): number {
    const daily = dailyUnits(product, this.ordersPerDay) * shareOfStore(stores[store!]!);
    return Math.ceil(Math.max(least, days * daily));
  }

  /** A movement that cannot be read is none: it only happens where it does no harm. */
  private move(cell: Cell, iso: string, kind: MovementRecord["kind"], quantity: number): void {
    const record = {
      movement_id: ++this.movements,
      moved_on: iso,
      product_id: shelf[cell.product]!.id,
      store_id: stores[cell.store!]!.id,
      quantity,
      kind,
    };
    const mayFail = kind === "receipt" && onHand(cell) > 0;
    const entry = mayFail ? soil(record, cell, movementDirt, this.random) : {record, about: cell};
    if (!this.sheet.add(entry, this.random.happens(repeated.inventory))) return;
    if (kind === "opening") cell.opening += quantity;
    else if (kind === "receipt") cell.received += quantity;
    else cell.lost -= quantity;
  }
}

export function onHand({opening, received, lost, sold}: Cell): number {
  return opening + received - lost - sold;
}

function emptyCell(product: number, store: number | null): Cell {
  return {product, store, opening: 0, received: 0, lost: 0, sold: 0};
}
