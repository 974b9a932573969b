import type {Phrases} from "../report/phrases.ts";
import type {Figure, Report} from "../report/report.ts";

/** What a mail says, whether as HTML or as text. */
export interface Letter {
  readonly report: Report;
  readonly phrases: Phrases;
  /** The figures of this day were mailed before, and were others. */
  readonly isCorrection: boolean;
  readonly pictures: readonly Picture[];
  /** Names of attached files. */
  readonly attached: readonly string[];
  /** What did not fit, relative to the folder of the report. */
  readonly leftOut: readonly string[];
  /** The machine and the folder in which everything is. */
  readonly host: string;
  readonly folder: string;
  /** Where one unsubscribes. */
  readonly unsubscribe?: string;
}

/** A figure shown within the mail. */
export interface Picture {
  readonly figure: Figure;
  /** Names it within the message. */
  readonly cid: string;
}

/** Rows of each ranking; the report has more. */
export const places = 5;

export const correctionNote = "This corrects an earlier mail about the same day: its figures have changed since.";

/** Whole sentences: where the rest is, what is attached, what did not fit. */
export function whereabouts({attached, leftOut, host, folder}: Letter): string[] {
  return [
    `The whole report, its tables and its figures in print size are on ${host} in ${folder}.`,
    ...(attached.length > 0 ? [`Attached: ${attached.join(", ")}.`] : []),
    ...(leftOut.length > 0
      ? [`Left out, because the mail would have been too large: ${leftOut.join(", ")}. You find them in that folder.`]
      : []),
  ];
}

/** Figures that go with a mail: those of the whole report. What belongs to a section is in the report. */
export function picturesFor({figures}: Report): Report["figures"] {
  return figures.filter(({section}) => section === null);
}

/** A mail is short: the weightiest sentence of each section first. */
const mostToday = 6;

/** What somebody must hear this morning. */
export function todayOf({sections}: Report): string[] {
  const longest = Math.max(0, ...sections.map(({today}) => today.length));
  const ranked = Array.from({length: longest}, (_, i) => sections.flatMap(({today}) => today.slice(i, i + 1)));
  return ranked.flat().slice(0, mostToday);
}
