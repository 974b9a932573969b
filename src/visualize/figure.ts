import type {ChartConfiguration} from "chart.js";
import type {SectionName} from "../config/config.ts";
import type {Row} from "../store/warehouse.ts";
import type {Period} from "./marts.ts";
import type {Lettered} from "./standIns.ts";
import type {Theme} from "./theme.ts";

/** One kind of figure. To add one: a file that exports it, and its place in the list of `charts.ts`. */
export interface Chart<R extends object = Row> {
  /** The file's name without `.png`. */
  readonly name: string;
  /** The section it belongs to; absent for the figures of the whole report. It is drawn where that is wanted and its `mart` is there. */
  readonly section?: {readonly name: SectionName; readonly mart: string};
  /** The sources it needs one of: where none is configured, that it is left out goes without saying. */
  readonly sources: readonly string[];
  /** What it draws, from marts. */
  readonly sql: string;
  /** The figure, or the sentence that says why there is none. */
  draw(rows: readonly R[], period: Period, theme: Theme): Figure | string;
}

/** What is to be drawn, and in words for those who do not see it. Width is the theme's. */
export interface Figure {
  /** What was found. */
  readonly title: string;
  /** How: the period, the method, what the marks mean. */
  readonly subtitle: string;
  /** What a person would say who describes the figure on the telephone. */
  readonly alt: string;
  /** CSS pixels. */
  readonly height: number;
  readonly configuration: ChartConfiguration;
  /** Names that are lettered in it, where there are any. */
  readonly names?: readonly Lettered[];
}
