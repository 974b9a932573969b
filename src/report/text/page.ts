import {type Phrases, phrasesFor} from "../phrases.ts";
import type {Report} from "../report.ts";
import {dayLines} from "./day.ts";
import {lineWidth, plain, wrap} from "./layout.ts";
import {proofLines} from "./proof.ts";
import {sectionLines} from "./section.ts";
import {windowLines} from "./window.ts";

/** The whole report for a terminal of 80 columns. */
export function renderText(report: Report): string {
  const phrases = phrasesFor(report);
  const lines = [
    ...header(report, phrases),
    ...section("The day", dayLines(report, phrases)),
    ...section("The whole period", windowLines(report, phrases)),
    ...report.sections.flatMap((one) => section(one.title, sectionLines(one, report.figures, phrases))),
    ...section("Can the numbers be trusted?", proofLines(report, phrases)),
    ...(report.notes.length > 0
      ? section(
          "Good to know",
          report.notes.flatMap((note) => wrap(plain(note), "- ")),
        )
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function header(report: Report, phrases: Phrases): string[] {
  return [
    plain(report.title),
    phrases.formats.day(report.as_of),
    "=".repeat(lineWidth),
    ...wrap(phrases.headline()),
    ...(report.degraded.length > 0
      ? ["", "! READ WITH CARE", ...report.degraded.flatMap((sentence) => wrap(plain(sentence), "! - "))]
      : []),
    ...todayLines(report),
  ];
}

function todayLines({sections}: Report): string[] {
  const sentences = sections.flatMap(({today}) => today);
  return sentences.length > 0
    ? ["", "TO LOOK AT TODAY", ...sentences.flatMap((sentence) => wrap(plain(sentence), "- "))]
    : [];
}

function section(title: string, lines: readonly string[]): string[] {
  return ["", "", title.toUpperCase(), "-".repeat(lineWidth), ...lines];
}
