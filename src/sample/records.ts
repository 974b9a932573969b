/** The records as the files carry them. A number is written as a number, a text as a text, null as nothing. */
export type Cell = string | number | null;

export interface OrderRecord {
  readonly order_date: string;
  readonly country: string;
  readonly product_id: number;
  readonly quantity: Cell;
  readonly total_amount: string;
}

export interface FlightRecord {
  readonly campaign_name: string;
  readonly product_id: number | null;
  readonly start_date: string;
  readonly end_date: string;
}

export interface VisitRecord {
  readonly date: string;
  readonly pageviews: Cell;
  readonly sessions: Cell;
  readonly source: string;
}

export interface ReadingRecord {
  readonly timestamp: string;
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
