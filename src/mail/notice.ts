import type {Config, MailConfig} from "../config/config.ts";
import {maskFor} from "../lib/secrets.ts";
import {timestampAt} from "../lib/time.ts";
import {html, type Markup} from "../report/html/markup.ts";
import {lineWidth, plain, wrap} from "../report/text/layout.ts";
import {mailOf, readerOf} from "./addresses.ts";
import {messageId} from "./headers.ts";
import {page} from "./html/page.ts";
import {row} from "./html/row.ts";
import {styles} from "./html/style.ts";
import {type Draft, type MailMessage, messageOf, rawMessage} from "./raw.ts";

/** News for the owner: an incident that began, or is over. */
export interface Notice {
  readonly kind: "failure" | "recovery";
  /** Names the incident: both mails about it have it. */
  readonly incident: number | string;
  /** A phrase: "the report of Tue, 31 December 2024". */
  readonly what: string;
  readonly since: Date;
  /** Runs that failed so far. */
  readonly attempts: number;
  /** What went wrong, with its remedy. */
  readonly error: string;
  /** The last of the log, as it is written. */
  readonly logLines: readonly string[];
  /** What did not go out, and to whom: "the report of 2024-12-31 to owner@example.org". */
  readonly notSent: readonly string[];
}

export interface NoticeOptions {
  readonly config: Config;
  readonly now: Date;
  /** Names this machine to the reader. */
  readonly host: string;
}

/** One heading and the lines below it; `isVerbatim` keeps them as they are. */
interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  readonly isVerbatim?: boolean;
}

/** The notice as a message to the owner, secrets masked; nothing where the config names no owner. Throws ConfigError without mail settings. */
export async function composeNotice(original: Notice, options: NoticeOptions): Promise<MailMessage | undefined> {
  const {config, now} = options;
  const mail = mailOf(config);
  if (mail.owner === undefined) return undefined;
  const notice = {...maskFor(config.secrets)({...original, since: undefined}), since: original.since};
  const draft = draftOf(notice, options, mail, mail.owner);
  return messageOf(draft, mail, await rawMessage(draft, mail, now), []);
}

function draftOf(notice: Notice, options: NoticeOptions, mail: MailConfig, owner: string): Draft {
  const {kind, incident, since, error} = notice;
  const {config, host} = options;
  const subject = plain(headingOf(notice, config.title));
  const sections = sectionsOf(notice, options).filter(({lines}) => lines.length > 0);
  return {
    reader: readerOf(mail, owner),
    messageId: messageId(mail, kind, [config.title, host, kind, incident, since.toISOString()]),
    subject,
    text: textOf(subject, sections),
    html: page(subject, error, htmlRows(subject, sections, kind)),
    files: [],
  };
}

function headingOf({kind, what}: Notice, title: string): string {
  return kind === "failure" ? `${title} failed: ${what}` : `${title} works again: ${what}`;
}

function sectionsOf({kind, since, attempts, error, notSent, logLines}: Notice, options: NoticeOptions): Section[] {
  const {config, now, host} = options;
  const isOver = kind === "recovery";
  const at = (instant: Date) => timestampAt(instant, config.timezone);
  const runs = `${attempts} ${attempts === 1 ? "run" : "runs"} failed.`;
  return [
    {title: isOver ? "What was wrong" : "What went wrong", lines: error.split("\n")},
    {title: "Since when", lines: [`${at(since)}${isOver ? ` until ${at(now)}` : ""}; ${runs}`]},
    {title: isOver ? "What was still not sent" : "What was not sent", lines: notSent},
    {title: "The last of the log", lines: logLines, isVerbatim: true},
    {title: "Where to look", lines: [`On ${host}: node main status; the log is in ${config.logs}.`]},
  ];
}

function textOf(heading: string, sections: readonly Section[]): string {
  const lines = sections.flatMap(({title, lines, isVerbatim}) => [
    "",
    title.toUpperCase(),
    "-".repeat(lineWidth),
    ...lines.map(plain).flatMap((line) => (isVerbatim ? [line] : wrap(line))),
  ]);
  return `${[...wrap(heading), ...lines].join("\n")}\n`;
}

function htmlRows(heading: string, sections: readonly Section[], kind: Notice["kind"]): Markup[] {
  const [name, mark] = kind === "failure" ? (["fault", "✗ failed"] as const) : (["fine", "✓ works again"] as const);
  const first = html`<p class="${name}" style="${styles[name]};margin:0;padding-top:16px">${mark}</p>
<h1 class="ink" style="${styles.h1};font-size:22px;line-height:28px">${heading}</h1>`;
  return [row(first), ...sections.map(sectionRow), row(html`<p style="margin:0;padding-bottom:16px"></p>`)];
}

function sectionRow({title, lines, isVerbatim}: Section): Markup {
  const style = isVerbatim ? styles.log : styles.text;
  return row(html`<h2 class="ink" style="${styles.h2}">${title}</h2>
${lines.map((line) => html`<p class="ink" style="${style}">${line}</p>`)}`);
}
