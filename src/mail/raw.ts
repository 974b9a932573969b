import {createHash} from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import type {MailConfig} from "../config/config.ts";
import {bareAddress, type Reader} from "./addresses.ts";
import type {Envelope} from "./effects.ts";
import {standingHeaders} from "./headers.ts";

/** A message ready to be handed over. */
export interface MailMessage {
  /** Its key in the outbox. */
  readonly recipient: string;
  readonly envelope: Envelope;
  readonly messageId: string;
  readonly subject: string;
  /** Every byte of it. */
  readonly raw: Buffer;
  /** Files that did not fit, relative to the folder of the report. */
  readonly leftOut: readonly string[];
}

/** What a message is made of. */
export interface Draft {
  readonly reader: Reader;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly files: readonly MailFile[];
}

/** An attachment; one with a `cid` is shown within the HTML. */
export interface MailFile {
  readonly name: string;
  readonly type: string;
  readonly cid?: string;
  readonly content: Buffer;
}

/** `mixed(alternative(text, related(html, pictures)), attachments)`; levels with nothing to hold are left out. The same bytes for the same draft at the same time. */
export async function rawMessage(draft: Draft, mail: MailConfig, now: Date): Promise<Buffer> {
  const {reader, messageId, subject, text, html, files} = draft;
  const message = new MailComposer({
    from: mail.from,
    to: [...reader.to],
    cc: [...reader.cc],
    ...(mail.replyTo ? {replyTo: mail.replyTo} : {}),
    subject,
    messageId,
    date: now,
    headers: standingHeaders(mail),
    text: {content: text, contentTransferEncoding: "quoted-printable"},
    html: {content: html, contentTransferEncoding: "quoted-printable"},
    attachments: files.map(attachment),
    baseBoundary: createHash("sha256").update(messageId).digest("hex").slice(0, 24),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return message.compile().build();
}

export function messageOf(draft: Draft, mail: MailConfig, raw: Buffer, leftOut: readonly string[]): MailMessage {
  const {reader, messageId, subject} = draft;
  const envelope = {from: bareAddress(mail.from), to: reader.envelope};
  return {recipient: reader.key, envelope, messageId, subject, raw, leftOut};
}

function attachment({name, type, cid, content}: MailFile) {
  const contentDisposition = cid ? "inline" : "attachment";
  return {filename: name, contentType: type, contentDisposition, content, ...(cid ? {cid} : {})};
}
