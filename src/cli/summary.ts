import {relative} from "node:path";
import type {JobResult} from "../job/job.ts";
import {type Formats, formatsFor} from "../lib/format.ts";
import type {Terminal} from "./command.ts";
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
    ...facts(report, formats).map(([name, text]) => `  ${name.padEnd(12)}  ${text}`),
    ...report.degraded.map((sentence) => paint.yellow(`  !  ${sentence}`)),
    "",
    ...fileLines(result, terminal.folder),
    "",
    `Done in ${(result.ms / 1000).toFixed(1)} s.`,
  ].join("\n");
}

function facts(report: Report, {money, number, day}: Formats): (readonly [string, string])[] {
  const {totals, attribution, period} = report;
  const units = totals.units === null ? "" : `, ${number(totals.units)} units`;
  const orders = (count: number) => `${number(count)} ${count === 1 ? "order" : "orders"}`;
  const label = attribution.conserves ? attribution.model : `${attribution.model}: does not add up to revenue`;
  return [
    ["Window", `${day(period.from)} to ${day(period.to)}, ${number(period.days)} days`],
    ["Revenue", `${money(totals.revenue)} in ${orders(totals.orders)}${units}`],
    ["Attributed", `${money(attribution.attributed)} in ${orders(attribution.orders_attributed)} (${label})`],
    ["Unattributed", `${money(attribution.unattributed)} in ${orders(attribution.orders_unattributed)}`],
    ...(attribution.adds_up ? [["Proof", `attributed + unattributed = ${money(attribution.total)}`] as const] : []),
    ["Set aside", setAside(report, number)],
  ];
}

/** `488 of 1,000 campaigns, 3 of 900 footfall`. */
function setAside({quality}: Report, number: Formats["number"]): string {
  const parts = Object.entries(quality)
    .filter(([, {rejected}]) => rejected > 0)
    .map(([source, {raw, rejected}]) => `${source} ${number(rejected)} of ${number(raw)}`);
  return parts.length > 0 ? parts.join(", ") : "nothing";
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
