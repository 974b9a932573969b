/**
 * Mail programs differ in what they keep of a style sheet, so everything that matters is written on the elements themselves;
 * the sheet only turns the colours over where a program shows mails dark. Every pair of text and ground has a contrast of at
 * least 4.5. No quotes and no double dashes: some programs cut a style there.
 */
const font = "font-family:-apple-system,BlinkMacSystemFont,Segoe UI,Roboto,Helvetica,Arial,sans-serif";
const ink = "color:#1c2126";
const quiet = "color:#56606b";
const line = "border-top:1px solid #dde2e7";
const breaking = "word-break:break-word;overflow-wrap:anywhere";

export const styles = {
  body: `margin:0;padding:0;width:100%;background-color:#eef1f4;-webkit-text-size-adjust:100%;text-size-adjust:100%`,
  hidden: "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;color:#eef1f4",
  ground: "background-color:#eef1f4;padding:16px 8px",
  card: `max-width:600px;background-color:#ffffff;${font};${ink};font-size:16px;line-height:24px`,
  cell: "padding:0 16px",
  care: `padding:12px 16px;background-color:#fff3d6;border-left:5px solid #d99a00;color:#4d3800;font-size:15px;line-height:22px;${breaking}`,
  list: "margin:4px 0 0;padding:0 0 0 20px",
  title: `margin:0;${quiet};font-size:14px;line-height:20px;font-weight:600`,
  h1: `margin:0;${ink};font-size:28px;line-height:34px;font-weight:700`,
  h2: `margin:0;padding:28px 0 4px;${ink};font-size:19px;line-height:26px;font-weight:700`,
  headline: `margin:0;padding:8px 0 0;${ink};font-size:17px;line-height:26px`,
  tiles: "width:100%;margin-top:16px;border-collapse:collapse;table-layout:fixed",
  tile: `padding:12px;background-color:#f5f7f9;border:1px solid #dde2e7;${ink};vertical-align:top`,
  label: `${quiet};font-size:14px;line-height:20px;font-weight:600`,
  value: `${ink};font-size:22px;line-height:30px;font-weight:700`,
  great: `${ink};font-size:34px;line-height:42px;font-weight:700`,
  nothing: `${quiet};font-size:17px;line-height:30px`,
  small: `${quiet};font-size:14px;line-height:20px`,
  strong: `${ink};font-weight:700`,
  high: "color:#0060a0;font-size:14px;line-height:20px;font-weight:700",
  low: "color:#a84300;font-size:14px;line-height:20px;font-weight:700",
  table: `width:100%;border-collapse:collapse;font-size:15px;line-height:21px`,
  head: `padding:20px 0 4px;${quiet};font-size:14px;font-weight:600;text-align:left;vertical-align:bottom`,
  headNumber: `padding:20px 0 4px 12px;${quiet};font-size:14px;font-weight:400;text-align:right;vertical-align:bottom`,
  name: `padding:6px 0;${line};${ink};font-weight:400;text-align:left;vertical-align:top;${breaking}`,
  number: `padding:6px 0 6px 12px;${line};${ink};text-align:right;vertical-align:top;white-space:nowrap`,
  figure: "padding:8px;background-color:#ffffff;border:1px solid #dde2e7",
  picture: `display:block;width:100%;max-width:550px;height:auto;border:0;${font};color:#1c2126;font-size:15px;line-height:22px`,
  caption: `margin:0;padding:6px 0 16px;${quiet};font-size:14px;line-height:20px;${breaking}`,
  proof: `padding:4px 0;${ink};font-size:15px;line-height:22px;vertical-align:top;${breaking}`,
  fine: "padding:4px 8px 4px 0;color:#17754a;font-size:15px;line-height:22px;font-weight:700;vertical-align:top",
  fault: "padding:4px 8px 4px 0;color:#b3261e;font-size:15px;line-height:22px;font-weight:700;vertical-align:top",
  text: `margin:0;padding:0 0 8px;${ink};font-size:15px;line-height:22px;${breaking}`,
  log: `margin:0;padding:0 0 4px;font-family:Menlo,Consolas,monospace;${ink};font-size:13px;line-height:18px;${breaking}`,
  foot: `padding:16px;${quiet};font-size:13px;line-height:19px;${breaking}`,
  link: `${quiet};text-decoration:underline`,
} as const;

/** The classes a mail shown dark turns over; figures keep their white paper. */
const dark: readonly (readonly [string, string])[] = [
  ["ground", "background-color:#131619"],
  ["card", "background-color:#1c2024;color:#e9ecef"],
  ["tile", "background-color:#24292e;border-color:#3a4148"],
  ["ink", "color:#e9ecef"],
  ["quiet", "color:#a5aeb8"],
  ["rule", "border-color:#3a4148"],
  ["care", "background-color:#332a10;color:#ffe3a3;border-color:#b98900"],
  ["high", "color:#7cc4f0"],
  ["low", "color:#ff9d66"],
  ["fine", "color:#62cf9a"],
  ["fault", "color:#ff8f86"],
];

const rules = (scope: string) =>
  dark.map(([name, rule]) => `${scope}.${name}{${rule.replaceAll(/(?=;|$)/g, "!important")}}`).join("\n");

/** Outlook on the web and its apps have no media query for it; they mark what they turned over. */
export const sheet = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
${rules("")}
}
${rules("[data-ogsc] ")}
`;
