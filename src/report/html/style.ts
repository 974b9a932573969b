/** The page's style. Every pair of text and ground has a contrast of at least 4.5; colour never says anything alone. */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #f5f6f8; --card: #ffffff; --ink: #1c2126; --quiet: #56606b; --line: #dde2e7;
  --blue: #0072b2; --pale: #b5d7ec; --band: #d5dbe1; --ok: #17754a; --bad: #b3261e;
  --care: #fff5db; --care-line: #d99a00; --care-ink: #4d3800; --low: #a84300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #131619; --card: #1c2024; --ink: #e9ecef; --quiet: #a5aeb8; --line: #30363d;
    --blue: #5eb5e8; --pale: #28516b; --band: #3d454d; --ok: #62cf9a; --bad: #ff8f86;
    --care: #332a10; --care-line: #b98900; --care-ink: #ffe3a3; --low: #ff9d66;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; -webkit-text-size-adjust: 100%; overflow-wrap: break-word; }
main { max-width: 920px; margin: 0 auto; padding: 28px 20px 40px; }
h1, h2, h3, p, ul, dl, dd, figure { margin: 0; }
h1 { font-size: 34px; line-height: 1.15; letter-spacing: -0.02em; }
h2 { font-size: 22px; line-height: 1.25; letter-spacing: -0.01em; margin: 44px 0 4px; }
h3 { font-size: 16px; margin: 28px 0 8px; }
a { color: inherit; }
small { display: block; font-weight: 400; font-size: 13px; color: var(--quiet); line-height: 1.4; }
.title { font-size: 14px; font-weight: 600; color: var(--quiet); margin-bottom: 2px; }
.headline { font-size: 19px; line-height: 1.45; margin-top: 10px; max-width: 42em; }
.trust { margin-top: 14px; font-size: 14px; color: var(--quiet); }
.trust a { display: inline-block; margin-right: 18px; text-decoration: none; }
.trust a:hover { text-decoration: underline; }
.hint { font-size: 14px; color: var(--quiet); }
.ok { color: var(--ok); font-weight: 700; }
.bad { color: var(--bad); font-weight: 700; }
.degraded { margin-top: 24px; padding: 14px 18px; background: var(--care); color: var(--care-ink); border-left: 5px solid var(--care-line); border-radius: 6px; }
.today { margin-top: 20px; padding: 14px 18px; background: var(--card); border: 1px solid var(--line); border-left: 5px solid var(--blue); border-radius: 6px; }
.today h2 { font-size: 16px; margin: 0 0 4px; }
.today ul { padding-left: 20px; }
.today a { text-decoration: none; }
.today a:hover { text-decoration: underline; }
.contents { margin-top: 20px; font-size: 14px; }
.contents ul { display: flex; flex-wrap: wrap; gap: 4px 16px; padding: 0; list-style: none; }
.contents a { color: var(--blue); text-decoration: none; }
.contents a:hover { text-decoration: underline; }
section > .totals { margin: 12px 0; }
.degraded h2 { font-size: 16px; margin: 0 0 4px; }
.degraded ul, .notes, .findings { padding-left: 20px; }
.tiles { --columns: 4; display: grid; grid-template-columns: repeat(var(--columns), 1fr); gap: 12px; margin: 14px 0 12px; }
/* Whole rows, however many measures there are: the first tile takes two places where that fills them. */
.of-2, .of-5, .of-6 { --columns: 3; }
.of-1 { --columns: 2; }
.of-4 .first, .of-6 .first { grid-column: auto; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; min-width: 0; container-type: inline-size; }
.first { grid-column: span 2; }
.tile h3 { margin: 0; font-size: 14px; font-weight: 600; color: var(--quiet); }
.value { font-size: min(26px, 145cqi / var(--length)); white-space: nowrap; font-weight: 650; line-height: 1.25; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.first .value { font-size: min(36px, 145cqi / var(--length)); }
.value.none { font-size: 19px; font-weight: 400; color: var(--quiet); letter-spacing: 0; padding: 4px 0; }
.badge { display: inline-block; font-size: 12px; font-weight: 650; padding: 1px 9px; border-radius: 99px; border: 1.5px solid currentColor; color: var(--blue); margin: 4px 0 2px; }
.low .badge { color: var(--low); }
.range { position: relative; height: 14px; margin: 8px 0 6px; }
.range::before { content: ""; position: absolute; left: 0; right: 0; top: 6px; height: 2px; background: var(--line); border-radius: 1px; }
.range i { position: absolute; }
.range .band { top: 3px; height: 8px; background: var(--band); border-radius: 4px; }
.range .mark { top: 0; width: 4px; height: 14px; margin-left: -2px; background: var(--blue); border-radius: 2px; }
.low .range .mark { background: var(--low); }
.tile dl { font-size: 13px; margin-top: 6px; }
.tile dt { color: var(--quiet); padding-top: 4px; }
.tile dd { display: flex; flex-wrap: wrap; justify-content: space-between; column-gap: 6px; font-variant-numeric: tabular-nums; font-size: min(13px, 155cqi / var(--length)); }
.tile dd b { font-weight: 650; }
.usual { font-size: 13px; color: var(--quiet); margin-top: 2px; }
.totals { display: flex; flex-wrap: wrap; gap: 10px 36px; margin: 14px 0 12px; container-type: inline-size; }
.totals dt { font-size: 14px; color: var(--quiet); }
.totals dd { font-size: min(22px, 150cqi / var(--length)); white-space: nowrap; font-weight: 650; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; }
.findings { font-size: 15px; }
.scroll { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 4px 16px 10px; margin-top: 18px; container-type: inline-size; }
table { --letters: var(--all); width: 100%; border-collapse: collapse; font-size: min(14px, 166cqi / var(--letters)); }
caption { text-align: left; font-weight: 650; font-size: 16px; padding: 10px 0 6px; }
th, td { padding: 6px 0 6px 1em; text-align: left; vertical-align: top; border-top: 1px solid var(--line); font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
thead th { font-size: 0.93em; color: var(--quiet); border-top: 0; padding-top: 2px; padding-bottom: 4px; vertical-align: bottom; }
.t { text-align: left; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tbody th { overflow-wrap: anywhere; min-width: 8em; }
tbody .t { min-width: 5em; }
.broad thead th { white-space: pre-line; }
.bar { position: relative; display: block; height: 6px; margin-top: 4px; }
.bar i { position: absolute; left: 0; top: 0; height: 6px; border-radius: 0 3px 3px 0; background: var(--blue); }
.bar .pale { background: var(--pale); }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 0 18px; align-items: start; }
.pair .scroll { min-width: 0; }
@container (max-width: 640px) {
  /* The letters of a line are counted with its headings broken. */
  .scroll thead th { white-space: pre-line; }
  .broad .minor { display: none; }
  .broad table { --letters: var(--few); }
}
@container (max-width: 380px) {
  .minor { display: none; }
  table { --letters: var(--few); }
  /* Where there is no room for a name beside its numbers, it goes above them. */
  .heavy table { --letters: var(--numbers); }
  .heavy :is(table, caption, thead, tbody) { display: block; }
  .heavy tr { display: grid; grid-template-columns: var(--columns); border-top: 1px solid var(--line); }
  .heavy :is(th, td) { border-top: 0; padding-top: 2px; }
  .heavy :is(td:nth-child(2), thead th:nth-child(2)) { padding-left: 0; }
  .heavy :is(tbody th, .why td) { grid-column: 1 / -1; width: auto; padding: 6px 0 2px; }
  .heavy thead tr, .heavy tr.why { border-top: 0; }
  .heavy thead th:first-child { display: none; }
}
.why td { border-top: 0; padding-top: 0; font-size: 13px; color: var(--quiet); }
th:first-child { width: 38%; }
@container (min-width: 641px) {
  .broad th:first-child { width: 24%; }
}
.joins, .audits { list-style: none; padding: 0; font-size: 14px; }
.joins li, .audits li { padding: 3px 0 3px 20px; text-indent: -20px; break-inside: avoid; }
.joins small { text-indent: 0; }
figure { background: #ffffff; color: #1c2126; border: 1px solid var(--line); border-radius: 10px; padding: 10px; margin-top: 16px; break-inside: avoid; }
figure img { display: block; width: 100%; height: auto; }
/* The figure says the same, in letters too small for a telephone. */
figcaption { display: none; font-size: 14px; color: #56606b; padding: 8px 6px 2px; border-top: 1px solid #e7eaee; margin-top: 6px; }
figcaption b { color: #1c2126; }
.sum { container-type: inline-size; display: flex; flex-wrap: wrap; align-items: flex-start; gap: 8px 18px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 16px; }
.sum > span { font-size: 22px; line-height: 1.25; color: var(--quiet); padding-top: 20px; }
.term dt { font-size: 13px; color: var(--quiet); }
.term dd { font-size: min(22px, 150cqi / var(--length)); line-height: 1.25; font-weight: 650; font-variant-numeric: tabular-nums; }
.audits { columns: 2; column-gap: 32px; }
summary { cursor: pointer; font-size: 14px; color: var(--blue); margin-bottom: 6px; }
.ok, .bad { display: inline-block; width: 16px; text-indent: 0; }
.notes { font-size: 14px; }
footer { margin-top: 36px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 13px; color: var(--quiet); }
@media (max-width: 820px) {
  .tiles.tiles { --columns: 2; }
  .of-2 .first { grid-column: auto; }
  .of-5 .first { grid-column: span 2; }
}
/* A white picture on a dark page glares. */
@media (prefers-color-scheme: dark) {
  figure { filter: brightness(0.86); }
}
@media (max-width: 560px) {
  main { padding: 18px 14px 32px; }
  h1 { font-size: 27px; }
  .headline { font-size: 17px; }
  .tiles { gap: 10px; }
  .tile { padding: 12px; }
  .scroll { padding: 2px 12px 8px; }
  .audits { columns: 1; }
  .sum { display: block; }
  .sum > span { padding: 0; }
  figure { padding: 4px; }
  figcaption { display: block; }
}
@media print {
  :root { --ground: #ffffff; --card: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --blue: #0072b2; --pale: #b5d7ec; --band: #cccccc; --ok: #17754a; --bad: #b3261e; --care: #ffffff; --care-ink: #000000; --low: #a84300; }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  .tile, tr, figure, .sum, .degraded, .today, .totals { break-inside: avoid; }
  .contents { display: none; }
  h2, h3, .findings, section > .totals { break-after: avoid; }
  .findings li, .notes li, .hint { break-inside: avoid; }
  /* A heading at the foot of a page says nothing: the name of a table keeps its first lines, and its last lines each other. */
  caption { break-inside: avoid; }
  caption, thead { break-after: avoid; }
  tbody tr:nth-child(-n+3), tbody tr:last-child { break-before: avoid; }
  /* Paper cannot be widened: rather small letters than columns that are gone. */
  .scroll .minor { display: table-cell; }
  .scroll table { --letters: var(--all); }
  .scroll { overflow: visible; }
  figure { filter: none; width: 84%; margin-inline: auto; }
  .range .band, .range .mark, .bar i { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
