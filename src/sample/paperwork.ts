import type {Cell} from "./records.ts";

/** The records that are as many as the orders, and are written while these are made. */
export interface CustomerRecord {
  readonly customer_id: string;
  readonly customer_name: string | null;
  readonly email: string;
  readonly country: string;
  readonly joined_on: string;
}

export const customerColumns: readonly (keyof CustomerRecord)[] = [
  "customer_id",
  "customer_name",
  "email",
  "country",
  "joined_on",
];

export interface MovementRecord {
  readonly movement_id: number;
  readonly moved_on: string;
  readonly product_id: number;
  readonly store_id: string;
  readonly quantity: Cell;
  readonly kind: "opening" | "receipt" | "loss";
}

export const movementColumns: readonly (keyof MovementRecord)[] = [
  "movement_id",
  "moved_on",
  "product_id",
  "store_id",
  "quantity",
  "kind",
];

export interface EventRecord {
  readonly event_id: number;
  readonly event_time: string;
  readonly event_type: string;
  readonly session_id: string;
  readonly user_id: string;
  readonly product_id: number | null;
  readonly order_id: number | null;
  readonly quantity: number | null;
  readonly value: string | null;
}

export const eventColumns: readonly (keyof EventRecord)[] = [
  "event_id",
  "event_time",
  "event_type",
  "session_id",
  "user_id",
  "product_id",
  "order_id",
  "quantity",
  "value",
];

export interface ReturnRecord {
  readonly return_id: number;
  readonly returned_on: string;
  readonly order_id: number;
  readonly product_id: number;
  readonly quantity: Cell;
  readonly value: string;
  readonly reason: string;
}

export const returnColumns: readonly (keyof ReturnRecord)[] = [
  "return_id",
  "returned_on",
  "order_id",
  "product_id",
  "quantity",
  "value",
  "reason",
];

export interface HeaderRecord {
  readonly order_id: number;
  readonly order_date: string;
  readonly customer_id: string | null;
  readonly subtotal: string;
  readonly tax: string;
  readonly freight: string | null;
  readonly total_due: string;
}

export const headerColumns: readonly (keyof HeaderRecord)[] = [
  "order_id",
  "order_date",
  "customer_id",
  "subtotal",
  "tax",
  "freight",
  "total_due",
];
