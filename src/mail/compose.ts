import {createHash} from "node:crypto";
import type {Config} from "../config/config.ts";
import type {Report} from "../report/report.ts";
import {mailOf, type Reader, readersOf} from "./addresses.ts";
import {draftOf, type MailFacts} from "./draft.ts";
import {attachmentsOf, encodedSize, type Part, picturesOf, type Scale} from "./parts.ts";
import {type MailMessage, messageOf, rawMessage} from "./raw.ts";

export type {MailMessage} from "./raw.ts";

export interface ComposeOptions extends Omit<MailFacts, "report" | "mail"> {
  readonly config: Config;
  readonly now: Date;
  readonly scale: Scale;
  /** Bytes the server takes, where it has said so. */
  readonly serverLimit?: number;
}

/** The report as one message. What does not fit goes from the least missed on: tables, the page, the figures for print, the pictures; the mail says so. Throws ConfigError without mail settings. */
export async function composeMail(report: Report, options: ComposeOptions): Promise<MailMessage> {
  const {config, folder, scale, serverLimit, now} = options;
  const facts = {...options, report, mail: mailOf(config)};
  const pictures = await picturesOf(report, folder, scale);
  const parts = [...attachmentsOf(facts.mail.attach, folder), ...pictures.toReversed()];
  const limit = Math.min(facts.mail.maxSize, serverLimit ?? Number.POSITIVE_INFINITY);
  const bare = await write(facts, parts, parts.length, now);
  for (let dropped = countTooMany(parts, limit - bare.raw.length); ; dropped++) {
    const message = await write(facts, parts, dropped, now);
    if (message.raw.length <= limit || dropped >= parts.length) return message;
  }
}

/** The report as one message for each reader, or for each of those given. */
export async function composeMails(
  report: Report,
  options: Omit<ComposeOptions, "recipient">,
  readers: readonly Reader[] = readersOf(mailOf(options.config)),
): Promise<MailMessage[]> {
  const messages: MailMessage[] = [];
  const scale = onceEach(options.scale);
  for (const {key} of readers) messages.push(await composeMail(report, {...options, recipient: key, scale}));
  return messages;
}

/** Scales each picture once, however often it is asked for. */
function onceEach(scale: Scale): Scale {
  const done = new Map<string, Promise<Buffer>>();
  return (png, width) => {
    const key = `${createHash("sha256").update(png).digest("hex")} ${width}`;
    const scaled = done.get(key) ?? scale(png, width);
    done.set(key, scaled);
    return scaled;
  };
}

/** How many of `parts`, from the first on, must go so that the others take at most `room` bytes. */
function countTooMany(parts: readonly Part[], room: number): number {
  let needed = 0;
  const last = parts.findLastIndex(({bytes}) => {
    needed += encodedSize(bytes);
    return needed > room;
  });
  return last + 1;
}

/** Without the first `dropped` parts. */
async function write(facts: MailFacts, parts: readonly Part[], dropped: number, now: Date): Promise<MailMessage> {
  const leftOut = parts.slice(0, dropped);
  const draft = draftOf(facts, parts.slice(dropped), leftOut);
  const files = leftOut.toReversed().map(({file}) => file);
  return messageOf(draft, facts.mail, await rawMessage(draft, facts.mail, now), files);
}
