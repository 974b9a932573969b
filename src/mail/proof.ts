import {notAddingUp, type Phrases} from "../report/phrases.ts";
import {hasCampaigns, type Report} from "../report/report.ts";

/** One line of the proof, and whether all is well with it. */
export interface Evidence {
  readonly isFine: boolean;
  readonly text: string;
}

/** Why the numbers can be trusted, in three lines: the sums where there are campaigns, the records, the audits and joins. */
export function proofOf(report: Report, phrases: Phrases): Evidence[] {
  return [...(hasCampaigns(report) ? [sums(report, phrases)] : []), records(report, phrases), audits(report, phrases)];
}

function sums({attribution}: Report, phrases: Phrases): Evidence {
  const {attributed, unattributed, total, conserves, adds_up: isFine} = attribution;
  const money = (value: string) => phrases.formats.money(value);
  if (!conserves)
    return {isFine: true, text: `Credits by any touch, ${money(attributed)}: this ${notAddingUp}, ${money(total)}.`};
  const sign = isFine ? "=" : "≠";
  return {
    isFine,
    text: `Attributed ${money(attributed)} + unattributed ${money(unattributed)} ${sign} revenue ${money(total)}.`,
  };
}

function records({quality}: Report, {formats}: Phrases): Evidence {
  const sources = Object.values(quality);
  const total = (name: "raw" | "clean" | "rejected" | "duplicates") =>
    formats.number(sources.reduce((sum, source) => sum + source[name], 0));
  const isFine = sources.every(({raw, clean, rejected, duplicates}) => raw === clean + rejected + duplicates);
  const counts = `Of ${total("raw")} records ${total("clean")} are used, ${total("rejected")} set aside, ${total("duplicates")} repeated`;
  return {isFine, text: `${counts}${isFine ? "." : ": these do not add up."}`};
}

function audits({audits, joins}: Report, {formats}: Phrases): Evidence {
  const passed = audits.filter((audit) => audit.passed).length;
  const multiplied = joins.filter((join) => join.rows_before !== join.rows_after).map(({name}) => name);
  const kept =
    multiplied.length === 0 ? "no join loses or adds a sale" : `sales are lost or added by ${multiplied.join(", ")}`;
  const count = `${formats.number(passed)} of ${formats.number(audits.length)} audits passed`;
  const text = joins.length > 0 ? `${count}; ${kept}.` : `${count}.`;
  return {isFine: passed === audits.length && multiplied.length === 0, text};
}
