import {relative} from "node:path";
import type {JobResult} from "../job/job.ts";
import {type Formats, formatsFor} from "../lib/format.ts";
import {setAsidePlace} from "../report/phrases.ts";
import {hasCampaigns} from "../report/report.ts";
import {wrap} from "../report/text/layout.ts";
import type {Terminal} from "./command.ts";
import {counted} from "./counted.ts";
import {painter} from "./paint.ts";

type Report = JobResult["report"];

/** What a run has to say for itself, in at most twenty lines or so. */
export function summary(result: JobResult, terminal: Terminal): string {
  const {report} = result;
  const formats = formatsFor(report.locale, report.currency);
  const paint = painter(terminal.hasColors);
  return [
    "",
    paint.bold(`${report.title}, ${formats.day(report.as_of)}`),
    "",
    ...facts(report, formats).flatMap(([name, text]) => wrap(text, `  ${name.padEnd(12)}  `)),
    ...report.degraded.flatMap((sentence) => wrap(sentence, "  !  ").map(paint.yellow)),
    "",
    ...fileLines(result, terminal.folder),
    "",
    `Done in ${(result.ms / 1000).toFixed(1)} s.`,
  ].join("\n");
}

type Fact = readonly [name: string, text: string];

function facts(report: Report, formats: Formats): Fact[] {
  const {totals, period} = report;
  const {exact, day, number} = formats;
  const units = totals.units === null ? "" : `, ${counted(totals.units, "unit", number)}`;
  const setAside = setAsideOf(report, number);
  const days = period.days === 1 ? day(period.to) : `${day(period.from)} to ${day(period.to)}`;
  return [
    ["Window", `${days}, ${counted(period.days, "day", number)}`],
    ["Revenue", `${exact(totals.revenue)} in ${counted(totals.orders, "order", number)}${units}`],
    ...(hasCampaigns(report) ? attributionFacts(report.attribution, formats) : []),
    ["Set aside", setAside ? `${setAside} (${setAsidePlace})` : "nothing"],
  ];
}

function attributionFacts(attribution: Report["attribution"], {exact, number}: Formats): Fact[] {
  const {attributed, unattributed, total, model, conserves, adds_up} = attribution;
  const money = (value: string) => exact(value, [attributed, unattributed, total]);
  const label = conserves ? model : `${model}: does not add up to revenue`;
  return [
    ["Attributed", `${money(attributed)} in ${counted(attribution.orders_attributed, "order", number)} (${label})`],
    ["Unattributed", `${money(unattributed)} in ${counted(attribution.orders_unattributed, "order", number)}`],
    ...(adds_up ? [["Proof", `attributed + unattributed = ${money(total)}`] as const] : []),
  ];
}

/** `campaigns 488 of 1,000, footfall 3 of 900`; empty when nothing was. */
function setAsideOf({quality}: Report, number: Formats["number"]): string {
  const parts = Object.entries(quality)
    .filter(([, {rejected}]) => rejected > 0)
    .map(([source, {raw, rejected}]) => `${source} ${number(rejected)} of ${number(raw)}`);
  return parts.join(", ");
}

/** The report's own files by name, folders by how many they hold. */
function fileLines({folder, files}: JobResult, from: string): string[] {
  const names = files.map((file) => relative(folder, file).split(/[\\/]/));
  const own = names.filter((parts) => parts.length === 1).map(([name]) => name!);
  const inside = names.filter((parts) => parts.length > 1).map(([name]) => name!);
  const counted = [...new Set(inside)].map((name) => `${name}/ (${inside.filter((other) => other === name).length})`);
  const where = relative(from, folder) || ".";
  return [`  ${where}/`, `    ${[...own.sort(reportFirst), ...counted].join("  ")}`];
}

function reportFirst(a: string, b: string): number {
  return Number(b.startsWith("report")) - Number(a.startsWith("report")) || a.localeCompare(b);
}
