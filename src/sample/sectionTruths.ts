/** What the sections of the report must find, one part a section. Money is decimal text, days are `YYYY-MM-DD`, ids are text. */
export interface SectionTruths {
  /** ISO weekday (1 = Monday) and hour. */
  readonly hours: readonly ({readonly weekday: number; readonly hour: number} & Sales)[];
  /** `null`: the product is on no list, or the list does not say. */
  readonly categories: readonly ({readonly category: string | null} & Sales)[];
  /** `null`: the order does not say. Visitors: `null` where nobody counts them. */
  readonly stores: readonly ({readonly store_id: string | null} & Sales & {readonly visitors: number | null})[];
  readonly stock: readonly StockTruth[];
  /** Listed products of which the stores, taken one by one and added up, hold no more than the reorder point on the last day. */
  readonly reorder: readonly {readonly product_id: string; readonly on_hand: number; readonly reorder_point: number}[];
  readonly funnel: FunnelTruth;
  readonly funnel_days: readonly ({readonly day: string} & StepsTruth & {readonly abandoned: number})[];
  readonly funnel_categories: readonly ({readonly category: string | null} & StepsTruth)[];
  readonly funnel_products: readonly ({readonly product_id: string | null} & StepsTruth)[];
  readonly customers: CustomersTruth;
  readonly customer_kinds: readonly CustomerKindTruth[];
  readonly customer_days: readonly {readonly day: string; readonly new: number; readonly returning: number}[];
  /** Customers of one month's first orders who bought in that month, and in later ones. */
  readonly cohorts: readonly {readonly cohort: string; readonly month: string; readonly customers: number}[];
  /** The twenty with the most revenue; ties by id. */
  readonly top_customers: readonly {
    readonly customer_id: string;
    readonly orders: number;
    readonly revenue: string;
  }[];
  readonly order_headers: HeadersTruth;
  readonly offers: readonly OfferTruth[];
  readonly returns: ReturnsTruth;
  readonly return_categories: readonly ({readonly category: string | null} & ReturnSumsTruth)[];
  readonly return_products: readonly ({readonly product_id: string} & ReturnSumsTruth)[];
  readonly lifts: readonly LiftTruth[];
  /** The mean of the demand model for the days after the last one. */
  readonly forecast: readonly {
    readonly day: string;
    readonly orders: number;
    readonly units: number;
    readonly revenue: string;
  }[];
  /** Units, of the five best sellers. */
  readonly forecast_products: readonly {readonly day: string; readonly product_id: string; readonly units: number}[];
}

interface Sales {
  readonly orders: number;
  readonly units: number;
  readonly revenue: string;
}

/** Sums of the usable movements and orders; on hand = opening + received − lost − sold. */
export interface StockTruth {
  readonly product_id: string;
  /** `null`: sold without a store. */
  readonly store_id: string | null;
  readonly opening: number;
  readonly received: number;
  readonly lost: number;
  readonly sold: number;
  readonly on_hand: number;
}

/** Visits with a usable event of that kind or of a later step: so none of them is more than the one before. */
export interface StepsTruth {
  readonly views: number;
  readonly carts: number;
  readonly checkouts: number;
  readonly purchases: number;
}

export interface FunnelTruth extends StepsTruth {
  /** Visits with a cart event and no purchase; nobody of them buys what is in it later. */
  readonly abandoned: number;
  /** Usable events, not visits. */
  readonly events: StepsTruth;
  /** Of the usable purchase events: orders, units, and the sum of their values. */
  readonly orders: number;
  readonly units: number;
  readonly value: string;
}

export interface CustomersTruth {
  /** Customers with a usable order, and those with some on two days or more. */
  readonly customers: number;
  readonly repeaters: number;
  readonly repeat_rate: number;
  /** Usable orders that name a customer, their revenue, and the same of those that name none. */
  readonly orders: number;
  readonly revenue: string;
  readonly guest_orders: number;
  readonly guest_revenue: string;
  /** Customers with an order who are on no list: one in 200. */
  readonly unlisted: number;
  /** Share of the revenue of customers that the best tenth of them brings. */
  readonly revenue_share_of_best_tenth: number;
}

/** Kinds as planted, told by the number in `C000123` modulo 20: 0 loyal, 1 to 6 regular, else one-time. */
export interface CustomerKindTruth {
  readonly kind: string;
  readonly customers: number;
  readonly repeaters: number;
  readonly orders: number;
  readonly revenue: string;
  /** Those who have bought in the last 90 days. */
  readonly active: number;
}

export interface HeadersTruth {
  readonly headers: number;
  readonly subtotal: string;
  readonly tax: string;
  readonly freight: string;
  readonly total_due: string;
  readonly lines_without_header: number;
  readonly revenue_without_header: string;
  readonly headers_without_lines: number;
  readonly headers_that_differ: number;
}

/** Lines with a quantity; `net_unpriced` is the revenue of those without. discount = gross − net. */
export interface OfferTruth {
  readonly offer_id: string | null;
  readonly lines: number;
  readonly units: number;
  readonly gross: string;
  readonly discount: string;
  readonly net: string;
  readonly net_unpriced: string;
}

/** Usable lines with a positive quantity, or none stated, and the usable returns. */
export interface ReturnSumsTruth {
  readonly sold_lines: number;
  readonly sold_units: number;
  readonly returns: number;
  readonly units: number;
  readonly value: string;
}

export interface ReturnsTruth extends ReturnSumsTruth {
  /** Returns whose order line is usable. */
  readonly matched: number;
}

/** What a usable flight brings, by the demand model: a share of what its product sells while it runs. */
export interface LiftTruth {
  /** The record's place in marketing.csv. */
  readonly flight_id: string;
  readonly campaign_name: string;
  /** `null`: all. */
  readonly product_id: string | null;
  /** Its days within the period. */
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly lift: number;
  /** Usable units of its product in these days, counted. */
  readonly units: number;
  /** Of these, expected because of the flight, per day. */
  readonly extra_units_per_day: number;
  readonly spend: string;
}
