import {type Content, html, type Markup} from "../../report/html/markup.ts";
import {styles} from "./style.ts";

/** One row of the mail, the full width of its card. */
export function row(content: Content): Markup {
  return html`<tr><td style="${styles.cell}">${content}</td></tr>
`;
}
