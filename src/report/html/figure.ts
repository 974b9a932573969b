import type {Figure} from "../report.ts";
import {html, type Markup} from "./markup.ts";

/** A figure; its picture is put in when it is there. */
export function figureCard({name, title, subtitle, alt, width, height}: Figure): Markup {
  return html`<figure>
<img src="picture:${name}" alt="${alt}" width="${width}" height="${height}">
<figcaption><b>${title}</b> ${subtitle}</figcaption>
</figure>`;
}
