import {basename} from "node:path";
import type {MailConfig} from "../config/config.ts";
import {phrasesFor} from "../report/phrases.ts";
import type {Report} from "../report/report.ts";
import {readerOf} from "./addresses.ts";
import {messageId} from "./headers.ts";
import {mailHtml} from "./html/page.ts";
import type {Letter} from "./letter.ts";
import {fileOf, type Part} from "./parts.ts";
import type {Draft} from "./raw.ts";
import {subjectOf} from "./subject.ts";
import {mailText} from "./text.ts";

/** What a report becomes a mail with. */
export interface MailFacts {
  readonly report: Report;
  readonly mail: MailConfig;
  /** The key of a reader. */
  readonly recipient: string;
  /** 1 for the first mail about a day. */
  readonly revision: number;
  readonly isCorrection: boolean;
  /** Where the report is, absolute: figures, tables and page are taken from there. */
  readonly folder: string;
  /** Names this machine to the reader. */
  readonly host: string;
}

/** `parts` and `leftOut` in the order in which they are given up. */
export function draftOf(facts: MailFacts, parts: readonly Part[], leftOut: readonly Part[]): Draft {
  const {report, mail, recipient, revision, isCorrection, folder} = facts;
  const letter = letterOf(facts, parts, leftOut);
  return {
    reader: readerOf(mail, recipient),
    messageId: messageId(mail, report.as_of, [report.title, report.as_of, recipient.toLowerCase(), revision]),
    subject: subjectOf(report, letter.phrases, isCorrection, mail.subject),
    text: mailText(letter),
    html: mailHtml(letter),
    files: parts.toReversed().map((part) => fileOf(part, folder, part.figure && cidOf(part.figure.name, report))),
  };
}

/** Those missed most stand first. */
function letterOf(facts: MailFacts, parts: readonly Part[], leftOut: readonly Part[]): Letter {
  const {report, isCorrection, host, folder, mail} = facts;
  const kept = parts.toReversed();
  const pictures = kept.flatMap(({figure}) => (figure ? [{figure, cid: cidOf(figure.name, report)}] : []));
  return {
    report,
    phrases: phrasesFor(report),
    isCorrection,
    pictures,
    attached: kept.filter(({figure}) => !figure).map(({file}) => basename(file)),
    leftOut: leftOut.toReversed().map(({file}) => file),
    host,
    folder,
    ...(mail.unsubscribe ? {unsubscribe: mail.unsubscribe} : {}),
  };
}

function cidOf(figure: string, {as_of}: Report): string {
  return `${figure}.${as_of}@daybook`;
}
