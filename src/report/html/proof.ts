import {notAddingUp, type Phrases, setAsidePlace} from "../phrases.ts";
import {type Attribution, type Audit, hasCampaigns, type Join, type Report, type SourceQuality} from "../report.ts";
import {type Content, html, type Markup} from "./markup.ts";
import {card} from "./table.ts";

/** Why the numbers can be trusted: the sums, the records of every source, the joins, the audits. */
export function proofSection(report: Report, phrases: Phrases): Markup {
  return html`<section aria-labelledby="proof">
<h2 id="proof">Can the numbers be trusted?</h2>
${hasCampaigns(report) && conservation(report.attribution, phrases)}
${sourceTable(report, phrases)}
${report.joins.length > 0 && joinList(report.joins, phrases)}
${auditList(report.audits, phrases)}
${report.notes.length > 0 && html`<h3>Good to know</h3><ul class="notes">${report.notes.map((note) => html`<li>${note}</li>`)}</ul>`}
</section>`;
}

function conservation(attribution: Attribution, phrases: Phrases): Markup {
  const {formats} = phrases;
  const {attributed, unattributed, total, orders_attributed, orders_unattributed, credits} = attribution;
  const term = (label: string, value: string, about: string) => {
    const amount = formats.exact(value, [attributed, unattributed, total]);
    return html`<div class="term"><dt>${label}</dt><dd style="--length:${amount.length}">${amount}<small>${about}</small></dd></div>`;
  };
  return html`<h3>${verdict(attribution)}</h3>
<dl class="sum">
${term("attributed", attributed, `${formats.number(orders_attributed)} orders, ${formats.number(credits)} credits, ${phrases.model()}`)}
<span aria-hidden="true">+</span>
${term("unattributed", unattributed, `${formats.number(orders_unattributed)} orders without a campaign`)}
<span aria-hidden="true">${attribution.adds_up ? "=" : "≠"}</span>
${term("total", total, "all revenue")}
</dl>`;
}

function verdict({conserves, adds_up}: Attribution): Markup {
  if (!conserves) return html`Any touch ${notAddingUp}: each campaign has the full revenue of its sales`;
  return adds_up
    ? html`${tick(true)} Attributed and unattributed make the total`
    : html`${tick(false)} Attributed and unattributed do not make the total`;
}

function sourceTable({quality}: Report, {formats}: Phrases): Markup {
  const sources = Object.entries(quality);
  const column = (title: string, name: "raw" | "clean" | "rejected" | "duplicates") => ({
    title,
    cells: sources.map(([, source]) => formats.number(source[name])),
  });
  const lines = sources.map(([name, source]) => ({
    head: html`${tick(source.raw === source.clean + source.rejected + source.duplicates)} ${name.replaceAll("_", " ")}`,
    below: reasonLine(source, formats.number),
  }));
  const isComplete = sources.every(([, {rejected}]) => rejected === 0);
  return card(
    html`Every record is accounted for<small>read = used + set aside + repeated${!isComplete && `; each one set aside: ${setAsidePlace}`}</small>`,
    "Source",
    [column("Read", "raw"), column("Used", "clean"), column("Set aside", "rejected"), column("Repeated", "duplicates")],
    lines,
  );
}

function reasonLine({reasons}: SourceQuality, number: Phrases["formats"]["number"]): Content {
  const entries = Object.entries(reasons);
  return (
    entries.length > 0 && `Set aside: ${entries.map(([phrase, rows]) => `${phrase} (${number(rows)})`).join(", ")}`
  );
}

function joinList(joins: readonly Join[], {formats}: Phrases): Markup {
  const number = (value: number | null) => (value === null ? "–" : formats.number(value));
  const line = (join: Join) => html`
<li>${tick(join.rows_before === join.rows_after)} <b>${join.name}</b>: ${number(join.rows_before)} in, ${number(join.rows_after)} out; ${join.cardinality}
<small>Sales with a partner: ${number(join.left_matched)}, without: ${number(join.left_unmatched)}. Partners with a sale: ${number(join.right_matched)}, without: ${number(join.right_unmatched)}.</small></li>`;
  return html`<h3>No join multiplies: as many sales come out as go in</h3><ul class="joins">${joins.map(line)}</ul>`;
}

/** What passed is there for those who ask: it is long, and says nothing new on any morning. */
function auditList(audits: readonly Audit[], {formats}: Phrases): Markup {
  const line = ({about, faults, passed}: Audit) =>
    html`<li>${tick(passed)} ${about}${!passed && html` <b>${formats.number(faults)} ${faults === 1 ? "fault" : "faults"}</b>`}</li>`;
  const [fine, failed] = [audits.filter(({passed}) => passed), audits.filter(({passed}) => !passed)];
  return html`<h3>Audits</h3>
${failed.length > 0 && html`<ul class="audits">${failed.map(line)}</ul>`}
${fine.length > 0 && html`<details><summary>${formats.number(fine.length)} of ${formats.number(audits.length)} passed: what each of them looks at</summary><ul class="audits">${fine.map(line)}</ul></details>`}`;
}

export function tick(isFine: boolean): Markup {
  return isFine
    ? html`<span class="ok" role="img" aria-label="in order">✓</span>`
    : html`<span class="bad" role="img" aria-label="not in order">✗</span>`;
}
