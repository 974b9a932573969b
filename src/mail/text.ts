import {notAddingUp, type Phrases} from "../report/phrases.ts";
import {nameOf, type RankedRow, type Report} from "../report/report.ts";
import {dayLines} from "../report/text/day.ts";
import {lineWidth, plain, table, wrap} from "../report/text/layout.ts";
import {correctionNote, type Letter, picturesFor, places, todayOf, whereabouts} from "./letter.ts";
import {proofOf} from "./proof.ts";

/** The mail for those who read text: the same in the same order, 80 columns wide. */
export function mailText(letter: Letter): string {
  const {report, phrases, unsubscribe} = letter;
  const lines = [
    ...care(letter),
    ...wrap(plain(report.title)),
    phrases.formats.day(report.as_of),
    "=".repeat(lineWidth),
    ...wrap(phrases.headline()),
    ...section(
      "To look at today",
      todayOf(report).flatMap((sentence) => wrap(plain(sentence), "- ")),
    ),
    ...day(letter),
    ...rankings(report, phrases),
    ...section(
      "In pictures",
      picturesFor(report).flatMap(({title}) => wrap(plain(title), "- ")),
    ),
    ...section(
      "Can the numbers be trusted?",
      proofOf(report, phrases).flatMap(({isFine, text}) => wrap(plain(text), isFine ? "ok    " : "FAULT ")),
    ),
    ...section(
      "Where the rest is",
      whereabouts(letter).flatMap((sentence) => wrap(plain(sentence))),
    ),
    ...(unsubscribe ? ["", `To unsubscribe: ${unsubscribe}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function care({report, isCorrection}: Letter): string[] {
  return [
    ...(isCorrection ? [...wrap(correctionNote, "! "), ""] : []),
    ...(report.degraded.length > 0 ? ["! READ WITH CARE"] : []),
    ...report.degraded.flatMap((sentence) => wrap(plain(sentence), "! - ")),
    ...(report.degraded.length > 0 ? [""] : []),
  ];
}

/** Under a heading of its own where something stands between it and the first line. */
function day({report, phrases}: Letter): string[] {
  const lines = dayLines(report, phrases);
  return todayOf(report).length > 0 ? section("The day", lines) : ["", ...lines];
}

function rankings(report: Report, phrases: Phrases): string[] {
  return [
    ...section("The whole period", [phrases.period()]),
    ...campaignLines(report, phrases),
    ...rankedLines("Top products", report.top.products, phrases),
    ...rankedLines("Top countries", report.top.countries, phrases),
  ];
}

function campaignLines({top, attribution}: Report, {formats}: Phrases): string[] {
  if (top.campaigns.length === 0) return [];
  const rows = top.campaigns
    .slice(0, places)
    .map((row) => [plain(row.name), formats.money(row.attributed_revenue), formats.number(row.orders)]);
  const note = attribution.conserves ? [] : wrap(`Any touch: this ${notAddingUp}.`);
  return ["", ...table([["Top campaigns", "attributed", "orders"], ...rows]), ...note];
}

function rankedLines(title: string, rows: readonly RankedRow[], {formats}: Phrases): string[] {
  if (rows.length === 0) return [];
  const cells = rows
    .slice(0, places)
    .map((row) => [plain(nameOf(row)), formats.money(row.revenue), formats.number(row.orders)]);
  return ["", ...table([[title, "revenue", "orders"], ...cells])];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", "", title.toUpperCase(), "-".repeat(lineWidth), ...lines];
}
