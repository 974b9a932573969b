import {notAddingUp, type Phrases, setAsidePlace} from "../phrases.ts";
import {type Attribution, hasCampaigns, type Join, type Report} from "../report.ts";
import {plain, table, wrap} from "./layout.ts";

export function proofLines(report: Report, phrases: Phrases): string[] {
  return [
    ...(hasCampaigns(report) ? [...conservationLines(report.attribution, phrases), ""] : []),
    ...sourceLines(report, phrases),
    "",
    ...(report.joins.length > 0 ? [...report.joins.flatMap((join) => joinLines(join, phrases)), ""] : []),
    ...auditLines(report, phrases),
  ];
}

function conservationLines(
  {attributed, unattributed, total, conserves, adds_up}: Attribution,
  {formats}: Phrases,
): string[] {
  const money = (value: string) => formats.exact(value, [attributed, unattributed, total]);
  const verdict = conserves ? (adds_up ? "adds up" : "DOES NOT ADD UP") : notAddingUp;
  const lines = table([
    ["  attributed", money(attributed)],
    ["+ unattributed", money(unattributed)],
    [`${adds_up ? "=" : "≠"} total`, money(total)],
  ]);
  return [...lines.slice(0, 2), `${lines[2]}  ${verdict}`];
}

function sourceLines({quality}: Report, {formats}: Phrases): string[] {
  const rows = Object.entries(quality).map(([name, {raw, clean, rejected, duplicates}]) => [
    name.replaceAll("_", " "),
    ...[raw, clean, rejected, duplicates].map((count) => formats.number(count)),
  ]);
  const isComplete = Object.values(quality).every(({rejected}) => rejected === 0);
  const pointer = isComplete ? [] : wrap(`Each one set aside stands in ${setAsidePlace}, with the reason.`);
  return [...table([["Records", "read", "used", "set aside", "repeated"], ...rows]), ...pointer];
}

function joinLines(join: Join, {formats}: Phrases): string[] {
  const number = (value: number | null) => (value === null ? "–" : formats.number(value));
  const rows = `${number(join.rows_before)} sales before, ${number(join.rows_after)} after`;
  const matches = `${number(join.left_matched)} with a partner, ${number(join.left_unmatched)} without; of the partners ${number(join.right_matched)} with a sale, ${number(join.right_unmatched)} without`;
  return wrap(`${plain(join.name)}: ${rows}; ${matches}.`, mark(join.rows_before === join.rows_after));
}

/** Those that found something, one by one; of the others only how many they are. */
function auditLines({audits}: Report, {formats}: Phrases): string[] {
  const failed = audits.filter(({passed}) => !passed);
  const passed = audits.length - failed.length;
  const faults = (count: number) => `${formats.number(count)} ${count === 1 ? "fault" : "faults"}`;
  const fine = `${formats.number(passed)} of ${formats.number(audits.length)} audits passed; report.html says what each of them looks at.`;
  return [
    ...failed.flatMap((audit) => wrap(`${plain(audit.about)} (${faults(audit.faults)})`, mark(false))),
    ...(passed > 0 ? wrap(fine, mark(true)) : []),
  ];
}

function mark(isFine: boolean): string {
  return isFine ? "ok    " : "FAULT ";
}
