/** The records as the files carry them. A number is written as a number, a text as a text, null as nothing. */
export type Cell = string | number | null;

/** One line of an order. */
export interface OrderRecord {
  readonly order_id: number;
  readonly order_date: string;
  readonly ordered_at: string;
  readonly customer_id: string | null;
  readonly store_id: string | null;
  readonly country: string;
  readonly product_id: number;
  readonly quantity: Cell;
  readonly unit_price: number;
  readonly discount: number;
  readonly offer_id: string | null;
  readonly total_amount: string;
}

export interface FlightRecord {
  readonly campaign_name: string;
  readonly product_id: number | null;
  readonly start_date: string;
  readonly end_date: string;
  readonly spend: string;
}

export interface VisitRecord {
  readonly date: string;
  readonly pageviews: Cell;
  readonly sessions: Cell;
  readonly source: string;
}

export interface ReadingRecord {
  readonly timestamp: string;
  readonly store_id: string;
  readonly footfall: Cell;
  readonly temperature: Cell;
}

/** A record and what is true about it: `about` is what it was before anything went wrong with it. */
export interface Entry<Written, About> {
  readonly record: Written;
  readonly about: About;
  /** The clean column because of which the record cannot be used. */
  readonly fault?: string;
}

export interface ProductRecord {
  readonly product_id: number;
  readonly product_name: string;
  readonly category: string | null;
  readonly subcategory: string;
  readonly list_price: string;
  readonly unit_cost: string;
  readonly reorder_point: number | null;
  readonly lead_time_days: number;
}

export interface WeatherRecord {
  readonly day: string;
  readonly temperature: Cell;
  readonly precipitation: Cell;
}

export interface CalendarRecord {
  readonly day: string;
  readonly holiday: string;
  readonly country: string | null;
}
