import type {AttributionModel, SectionName} from "../config/config.ts";
import type {SectionReport} from "./block.ts";

/** A decimal text. Sums are exact: two decimals, and more where they have more. Means and ranges are rounded to two decimals, or as many as the currency has where those are more. */
export type Money = string;
/** `YYYY-MM-DD`. */
export type Day = string;
/** 0.25 is a quarter. */
export type Share = number;

/** Every number of a report; `report.json` is this value. Two runs over the same input on the same day make the same report. NULL is "not known", never 0. */
export interface Report {
  readonly title: string;
  /** BCP 47 tag and ISO 4217 code by which numbers and days are written. */
  readonly locale: string;
  readonly currency: string;
  readonly as_of: Day;
  /** The window: all calendar days from the first with orders to the as-of day. */
  readonly period: {readonly from: Day; readonly to: Day; readonly days: number};
  readonly totals: Totals;
  /** The as-of day; what needs a source that is not configured is left out. */
  readonly day: DayFigures;
  readonly attribution: Attribution;
  readonly top: {
    readonly campaigns: readonly CampaignRow[];
    readonly products: readonly RankedRow[];
    readonly countries: readonly RankedRow[];
    /** True where some product, or some country, took in less than nothing: what the others have of the sum is then no share of it, and is not shown. */
    readonly negative: {readonly products: boolean; readonly countries: boolean};
  };
  readonly trend: Trend;
  /** Of a day's revenue with a reading of that day. */
  readonly correlation: {readonly [reading in ReadingName]?: Correlation};
  readonly quality: {readonly [source: string]: SourceQuality};
  readonly joins: readonly Join[];
  readonly audits: readonly Audit[];
  readonly figures: readonly Figure[];
  /** Those wanted whose sources are there, in the order they stand. */
  readonly sections: readonly SectionReport[];
  /** Whole sentences: what is stale, missing or set aside so that the numbers must be read with care. */
  readonly degraded: readonly string[];
  /** Whole sentences worth knowing. */
  readonly notes: readonly string[];
}

/** False: there is nothing revenue could be attributed to, so that nothing is said of it. */
export function hasCampaigns({quality}: Pick<Report, "quality">): boolean {
  return quality.campaigns !== undefined;
}

export interface Totals {
  readonly orders: number;
  /** NULL when the source has no quantities. */
  readonly units: number | null;
  readonly revenue: Money;
  readonly average_order_value: Money | null;
}

export const readingNames = ["sessions", "pageviews", "footfall"] as const;
export type ReadingName = (typeof readingNames)[number];

/** In the order they are shown. */
export const measureNames = [
  "revenue",
  "orders",
  "units",
  "average_order_value",
  "sessions",
  "footfall",
  "conversion",
] as const;
export type MeasureName = (typeof measureNames)[number];

export interface DayFigures {
  readonly revenue?: Metric<Money>;
  readonly orders?: Metric<number>;
  readonly units?: Metric<number>;
  /** Revenue per order. */
  readonly average_order_value?: Metric<Money>;
  readonly sessions?: Metric<number>;
  readonly footfall?: Metric<number>;
  /** Orders per session. */
  readonly conversion?: Metric<Share>;
}

export interface Metric<T extends number | string = number | string> {
  readonly value: T | null;
  /** The same weekday one week earlier. */
  readonly week_earlier: T | null;
  /** From then to `value`; NULL where there is nothing positive to compare with. */
  readonly change_week: Share | null;
  /** Mean of the 28 days before, over those with a reading (at least 7); of a ratio, the ratio of their sums. */
  readonly mean_28: T | null;
  readonly change_mean_28: Share | null;
  /** Where `value` lies outside `expected`. */
  readonly unusual: "high" | "low" | null;
  /** 95 % prediction interval from the same weekday of the 8 weeks before; NULL with fewer than 4 readings. */
  readonly expected: {readonly low: T; readonly high: T} | null;
}

export interface Attribution {
  readonly model: AttributionModel;
  /** False for `any_touch`, which gives each flight the full revenue: its credits do not add up to revenue. */
  readonly conserves: boolean;
  /** All credits. */
  readonly attributed: Money;
  /** Revenue of sales without an active flight. */
  readonly unattributed: Money;
  /** All revenue. */
  readonly total: Money;
  /** `attributed + unattributed = total`, to the last digit. */
  readonly adds_up: boolean;
  /** (sale, flight) pairs. */
  readonly credits: number;
  readonly orders_attributed: number;
  readonly orders_unattributed: number;
}

export interface CampaignRow {
  readonly name: string;
  readonly flights: number;
  readonly orders: number;
  readonly credits: number;
  readonly attributed_revenue: Money;
  readonly full_credit_revenue: Money;
  readonly spend: Money | null;
}

/** A product or a country. */
export interface RankedRow {
  /** The id of a product. */
  readonly name: string;
  /** What a product is called, where a source says so; with its id where several are called alike. */
  readonly label?: string;
  readonly revenue: Money;
  readonly units: number | null;
  readonly orders: number;
  /** Of all revenue; NULL when there is none. */
  readonly share: Share | null;
}

/** As a reader knows it. */
export function nameOf({label, name}: RankedRow): string {
  return label ?? name;
}

/** Least squares of revenue on the calendar day, over every day of the window; NULL in its first week, and where no line can be drawn. */
export interface Trend {
  /** In currency units. */
  readonly slope_per_day: number | null;
  readonly t: number | null;
  readonly p: number | null;
  /** p < 0.05. */
  readonly significant: boolean;
}

/** Over the days that have orders and a reading; NULL where there is nothing to correlate. */
export interface Correlation {
  readonly r: number | null;
  /** Days. */
  readonly n: number;
  readonly p: number | null;
}

/** Records: raw = clean + rejected + duplicates. */
export interface SourceQuality {
  readonly raw: number;
  readonly clean: number;
  readonly rejected: number;
  readonly duplicates: number;
  /** Records by the phrase that says why they were rejected; one with two faults counts under both. */
  readonly reasons: {readonly [phrase: string]: number};
}

/** Counts are NULL where a side was not counted. */
export interface Join {
  readonly name: string;
  readonly left_table: string;
  readonly right_table: string;
  readonly cardinality: string;
  readonly rows_before: number | null;
  readonly rows_after: number | null;
  readonly left_matched: number | null;
  readonly left_unmatched: number | null;
  readonly right_matched: number | null;
  readonly right_unmatched: number | null;
}

export interface Audit {
  readonly name: string;
  readonly about: string;
  readonly faults: number;
  readonly passed: boolean;
}

/** `file` is relative to the report; sizes in CSS pixels. */
export interface Figure {
  readonly name: string;
  /** The section it belongs to; NULL for those of the whole report. */
  readonly section: SectionName | null;
  readonly file: string;
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}
