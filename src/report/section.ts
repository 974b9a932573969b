import type {Formats} from "../lib/format.ts";
import type {Row} from "../store/warehouse.ts";
import type {SectionReport} from "./block.ts";
import type {Day, Money} from "./report.ts";

/** What every section may know. */
export interface Basics {
  readonly as_of: Day;
  readonly period: {readonly from: Day; readonly to: Day; readonly days: number};
  readonly revenue: Money;
  readonly formats: Formats;
  /** The sources that are configured. */
  readonly sources: readonly string[];
}

export type SectionFacts = Readonly<Record<string, readonly Row[]>>;

/** One part of the report. To add one: a file in `sections/` that exports it, and its place in the list there. */
export interface Section {
  readonly title: string;
  /** The mart it stands on: without it nothing is said. */
  readonly mart: string;
  /** What it reads of marts, by a name of its own: some hundred rows at most. */
  readonly queries: Readonly<Record<string, string>>;
  /** Pure. Nothing where there is nothing to say. */
  compose(facts: SectionFacts, basics: Basics): Pick<SectionReport, "findings" | "today" | "blocks"> | undefined;
}
