import type {Report} from "../report.ts";
import {html, type Markup} from "./markup.ts";

/** The way to each part of the page; nothing where the page is short. */
export function contents({sections, figures}: Report): Markup | false {
  if (sections.length === 0) return false;
  const hasGeneral = figures.some(({section}) => section === null);
  const entries = [
    {name: "day", title: "The day"},
    {name: "window", title: "The whole period"},
    ...(hasGeneral ? [{name: "figures", title: "In pictures"}] : []),
    ...sections,
    {name: "proof", title: "Can the numbers be trusted?"},
  ];
  return html`<nav class="contents" aria-label="Contents"><ul>${entries.map(({name, title}) => html`<li><a href="#${name}">${title}</a></li>`)}</ul></nav>`;
}
