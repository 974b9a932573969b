import {type Phrases, phrasesFor} from "../phrases.ts";
import {type Figure, hasCampaigns, type Report} from "../report.ts";
import {contents} from "./contents.ts";
import {daySection} from "./day.ts";
import {figureCard} from "./figure.ts";
import {html, Markup} from "./markup.ts";
import {proofSection, tick} from "./proof.ts";
import {sectionOf} from "./section.ts";
import {style} from "./style.ts";
import {windowSection} from "./window.ts";

/** PNG bytes by the name of the figure. */
export type Images = ReadonlyMap<string, Uint8Array>;

/** The whole report as one page that asks for nothing else: no script, no font, no picture from outside. */
export function renderHtml(report: Report, images: Images): string {
  const figures = report.figures.filter(({name}) => images.has(name));
  return fillIn(layOut({...report, figures}), images);
}

/** Puts the pictures into a page that was laid out before they were there. */
export function fillIn(page: string, images: Images): string {
  const source = (name: string) => `data:image/png;base64,${Buffer.from(images.get(name)!).toString("base64")}`;
  return page.replace(/(?<=<img src=")picture:([^"]+)/g, (_, name: string) => source(name));
}

/** The page, with the name of each picture in its place. */
export function layOut(report: Report): string {
  const phrases = phrasesFor(report);
  const day = phrases.formats.day(report.as_of);
  const general = report.figures.filter(({section}) => section === null);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${report.title}, ${day}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<main>
<header>
<p class="title">${report.title}</p>
<h1><time datetime="${report.as_of}">${day}</time></h1>
<p class="headline">${phrases.headline()}</p>
${trust(report, phrases)}
</header>
${report.degraded.length > 0 && degradedBox(report.degraded)}
${todayBox(report)}
${contents(report)}
${daySection(report, phrases)}
${windowSection(report, phrases)}
${general.length > 0 && figureSection(general)}
${report.sections.map((section) => sectionOf(section, report.figures, phrases))}
${proofSection(report, phrases)}
<footer><p>The same numbers for programs: report.json. All rows: the folder tables.</p></footer>
</main>
</body>
</html>
`;
  return page.text;
}

/** The proof in one line, for those who will not read it. */
function trust(report: Report, {formats}: Phrases): Markup {
  const {audits, attribution} = report;
  const passed = audits.filter((audit) => audit.passed).length;
  const all = passed === audits.length;
  return html`<p class="trust"><a href="#proof">${tick(all)} ${formats.number(passed)} of ${formats.number(audits.length)} audits passed</a>${attribution.conserves && hasCampaigns(report) && html` <a href="#proof">${tick(attribution.adds_up)} revenue adds up</a>`}</p>`;
}

function degradedBox(sentences: readonly string[]): Markup {
  return html`<aside class="degraded" aria-labelledby="care">
<h2 id="care"><span aria-hidden="true">⚠</span> Read with care</h2>
<ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
</aside>`;
}

/** What somebody must hear this morning. */
function todayBox({sections}: Report): Markup | false {
  const sentences = sections.flatMap(({name, today}) =>
    today.map((text) => html`<li><a href="#${name}">${text}</a></li>`),
  );
  return (
    sentences.length > 0 &&
    html`<aside class="today" aria-labelledby="today">
<h2 id="today">To look at today</h2>
<ul>${sentences}</ul>
</aside>`
  );
}

function figureSection(figures: readonly Figure[]): Markup {
  return html`<section aria-labelledby="figures">
<h2 id="figures">In pictures</h2>
${figures.map(figureCard)}
</section>`;
}
