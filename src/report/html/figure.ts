import type {Figure} from "../report.ts";
import {html, type Markup} from "./markup.ts";

/** PNG bytes by the name of the figure. */
export type Images = ReadonlyMap<string, Uint8Array>;

export function figureCard({name, title, subtitle, alt, width, height}: Figure, images: Images): Markup | false {
  const image = images.get(name);
  if (!image) return false;
  const source = `data:image/png;base64,${Buffer.from(image).toString("base64")}`;
  return html`<figure>
<img src="${source}" alt="${alt}" width="${width}" height="${height}">
<figcaption><b>${title}</b> ${subtitle}</figcaption>
</figure>`;
}
