import {html, Markup} from "../../report/html/markup.ts";
import {correctionNote, type Letter, todayOf, whereabouts} from "../letter.ts";
import {proofOf} from "../proof.ts";
import {dayRows} from "./day.ts";
import {pictureRows} from "./pictures.ts";
import {rankingRows} from "./rankings.ts";
import {row} from "./row.ts";
import {sheet, styles} from "./style.ts";

/** The mail for those who see HTML: nested tables 600 pixels wide that shrink on a telephone, nothing from outside. */
export function mailHtml(letter: Letter): string {
  const {report, phrases} = letter;
  const day = phrases.formats.day(report.as_of);
  const rows = [
    care(letter),
    row(html`<p class="quiet" style="${styles.title};padding-top:20px">${report.title}</p>
<h1 class="ink" style="${styles.h1}">${day}</h1>
<p class="ink" style="${styles.headline}">${phrases.headline()}</p>`),
    today(letter),
    dayRows(report, phrases),
    rankingRows(report, phrases),
    pictureRows(letter),
    proof(letter),
    rest(letter),
    foot(letter),
  ];
  return page(`${report.title}, ${day}`, phrases.headline(), rows);
}

/** `preview` is what an inbox shows behind the subject. */
export function page(title: string, preview: string, rows: readonly (Markup | false)[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="x-apple-disable-message-reformatting">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${title}</title>
<style>
${new Markup(sheet)}</style>
<!--[if mso]><style>table,td,th,p,h1,h2{font-family:Arial,sans-serif}</style><![endif]-->
</head>
<body class="ground" style="${styles.body}">
<div style="${styles.hidden}">${preview}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ground" align="center" style="${styles.ground}">
<!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="${styles.card}">
${rows}
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
</body>
</html>
`.text;
}

/** Before anything else: what makes this mail one to be read with care. */
function care({report, isCorrection}: Letter): Markup | false {
  const {degraded} = report;
  if (!isCorrection && degraded.length === 0) return false;
  return html`<tr><td class="care" style="${styles.care}">
${isCorrection && html`<b>Correction.</b> ${correctionNote}`}
${degraded.length > 0 && html`${isCorrection && html`<br>`}<b>Read with care</b><ul style="${styles.list}">${degraded.map((sentence) => html`<li>${sentence}</li>`)}</ul>`}
</td></tr>`;
}

function today({report}: Letter): Markup | false {
  const sentences = todayOf(report);
  if (sentences.length === 0) return false;
  return row(html`<h2 class="ink" style="${styles.h2}">To look at today</h2>
<ul class="ink" style="${styles.list}">${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>`);
}

function proof({report, phrases}: Letter): Markup {
  const lines = proofOf(report, phrases).map(({isFine, text}) => {
    const mark = isFine
      ? html`<td width="16" class="fine" style="${styles.fine}">✓</td>`
      : html`<td width="16" class="fault" style="${styles.fault}">✗</td>`;
    return html`<tr>${mark}<td class="ink" style="${styles.proof}">${text}</td></tr>`;
  });
  return row(html`<h2 class="ink" style="${styles.h2}">Can the numbers be trusted?</h2>
<table role="presentation" cellpadding="0" cellspacing="0" border="0">${lines}</table>`);
}

function rest(letter: Letter): Markup {
  const sentences = whereabouts(letter).map((text) => html`<p class="ink" style="${styles.text}">${text}</p>`);
  return row(html`<h2 class="ink" style="${styles.h2}">Where the rest is</h2>${sentences}`);
}

function foot({host, unsubscribe}: Letter): Markup {
  const link = unsubscribe && html` <a class="quiet" href="${unsubscribe}" style="${styles.link}">Unsubscribe</a>`;
  return html`<tr><td class="quiet" style="${styles.foot}">Written by Daybook on ${host}.${link}</td></tr>`;
}
