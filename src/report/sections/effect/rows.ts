export interface Effect {
  readonly lift: number | null;
  readonly lift_low: number | null;
  readonly lift_high: number | null;
  readonly extra_revenue: string | null;
  readonly extra_low: string | null;
  readonly extra_high: string | null;
}

export interface Campaign extends Effect {
  readonly campaign_name: string;
  readonly flights: number;
  readonly flights_estimated: number;
  readonly spend: string | null;
  readonly orders: number;
  readonly attributed_revenue: string;
  readonly cost_per_order: string | null;
  readonly return_on_spend: number | null;
}

export interface Flight extends Effect {
  readonly campaign_name: string;
  readonly product_id: string | null;
  readonly product_name: string | null;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly spend: string | null;
}

export interface All {
  readonly flights: number;
  readonly estimated: number;
  readonly few_sales: number;
  readonly few_days: number;
  readonly beside: number;
  readonly above: number;
  readonly below: number;
}

export interface CampaignsAll {
  readonly campaigns: number;
  /** Cost something and have no sale. */
  readonly unsold: number;
  readonly unsold_spend: string | null;
  /** Brought less than they cost even at the upper bound. */
  readonly losing: number;
}

export type Losing = Pick<Campaign, "campaign_name" | "spend" | "extra_high">;
