import {html, type Markup} from "../../report/html/markup.ts";
import type {Letter, Picture} from "../letter.ts";
import {row} from "./row.ts";
import {styles} from "./style.ts";

/** Pixels a figure is shown in where there is room; it carries twice as many. */
export const pictureWidth = 550;

/** Figures on white paper, whatever the ground; where pictures are blocked, their words. */
export function pictureRows({pictures}: Letter): Markup | false {
  if (pictures.length === 0) return false;
  return row(html`<h2 class="ink" style="${styles.h2}">In pictures</h2>${pictures.map(picture)}`);
}

/** No height: a program that blocks pictures would keep an empty box of it. */
function picture({figure, cid}: Picture): Markup {
  return html`<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:8px"><tr><td bgcolor="#ffffff" class="rule" style="${styles.figure}">
<img src="cid:${cid}" width="${pictureWidth}" alt="${figure.alt}" style="${styles.picture}">
</td></tr></table>
<p class="quiet" style="${styles.caption}"><b class="ink">${figure.title}</b> ${figure.subtitle}</p>`;
}
