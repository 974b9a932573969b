/** Visits by how far they got. NULL: no event tells of this step. */
export interface Steps {
  /** Whatever the first event was. */
  readonly visits: number;
  readonly carts: number | null;
  readonly checkouts: number | null;
  readonly purchases: number | null;
}

/** The whole period. */
export interface Total extends Steps {
  readonly days: number;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly carts_decided: number;
  readonly carts_abandoned: number;
  readonly orders: number;
  readonly orders_valued: number;
  readonly value: string | null;
  readonly units: number;
  readonly wanting_events: number;
  readonly events_of_nobody: number;
}

/** Of the days that both events and web traffic tell of; NULL where there are none. */
export interface Traffic {
  readonly visits: number;
  readonly sessions: number | null;
}

export interface DaySteps extends Steps {
  readonly day: string;
  readonly conversion: number | null;
  readonly abandonment: number | null;
}

export interface Product extends Steps {
  readonly product_id: string;
  readonly product_name: string | null;
  readonly category: string | null;
  readonly cart_rate: number | null;
  readonly conversion: number | null;
  readonly units: number;
  readonly demand_pressure: number | null;
}

export interface Category extends Steps {
  readonly category: string;
  readonly cart_rate: number | null;
  readonly conversion: number | null;
  readonly units: number;
  readonly demand_pressure: number | null;
}
