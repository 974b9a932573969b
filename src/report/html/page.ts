import {type Phrases, phrasesFor} from "../phrases.ts";
import {type Figure, hasCampaigns, type Report} from "../report.ts";
import {daySection} from "./day.ts";
import {html, Markup} from "./markup.ts";
import {proofSection, tick} from "./proof.ts";
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
${daySection(report, phrases)}
${windowSection(report, phrases)}
${report.figures.length > 0 && figureSection(report.figures)}
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

function figureSection(figures: readonly Figure[]): Markup {
  return html`<section aria-labelledby="figures">
<h2 id="figures">In pictures</h2>
${figures.map(figureCard)}
</section>`;
}

function figureCard({name, title, subtitle, alt, width, height}: Figure): Markup {
  return html`<figure>
<img src="picture:${name}" alt="${alt}" width="${width}" height="${height}">
<figcaption><b>${title}</b> ${subtitle}</figcaption>
</figure>`;
}
