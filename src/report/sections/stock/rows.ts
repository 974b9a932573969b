/** One product in all stores together. */
export interface Product {
  readonly product_id: string;
  readonly product_name: string | null;
  readonly category: string | null;
  readonly state: "out" | "low" | "in stock";
  readonly units_there: number;
  readonly daily_demand: number | null;
  readonly days_of_cover: number | null;
  readonly lead_time_days: string | null;
  readonly reorder_units: number | null;
  /** Where it is out: the last day on which it could be bought. */
  readonly last_open_on: string | null;
}

/** All products of the inventory, counted. */
export interface Spread {
  readonly products: number;
  readonly out: number;
  readonly low: number;
  /** Sold although the books say that none was there. */
  readonly doubtful: number;
  readonly units: number;
  readonly sold: number | null;
  readonly received: number | null;
  readonly value: string | null;
  readonly to_order: number;
  readonly orderable: number;
  readonly idle: number;
  readonly idle_value: string | null;
}

/** What the books say that cannot be. */
export interface Doubts {
  /** Products that are sold and not in the inventory. */
  readonly untracked: number;
  /** Units that counts changed in the books, where something was opened or received before. */
  readonly corrected: number;
}

/** A product in a store that was out of stock. */
export interface Loss {
  readonly store_id: string | null;
  readonly store_name: string | null;
  readonly product_id: string;
  readonly product_name: string | null;
  readonly lost_days: number;
  readonly lost_units: number;
  readonly last_open_on: string | null;
}

/** A product that is out in one store while others have some. */
export interface Gone {
  readonly product_id: string;
  readonly product_name: string | null;
  readonly store_id: string;
  readonly store_name: string | null;
  /** How many such there are. */
  readonly places: number;
}

export interface Store {
  readonly store_id: string | null;
  readonly store_name: string | null;
  readonly products: number;
  readonly in_stock: number;
  readonly low: number;
  readonly out: number;
  readonly units: number;
  readonly lost_days: number;
}

/** What is expected to be sold of a product in the next 14 days. */
export interface Expected {
  readonly product_id: string;
  readonly units: number;
}
