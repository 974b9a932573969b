import {messageOf} from "../lib/errors.ts";
import {headerFaults} from "./lint/headers.ts";
import {htmlFaults} from "./lint/html.ts";
import {lineFaults} from "./lint/lines.ts";
import {partFaults} from "./lint/parts.ts";
import {type MimePart, parseMime} from "./mime.ts";

export interface MailLimits {
  /** Bytes of the whole message. */
  readonly maxSize: number;
}

/** What is wrong with a message as it would be handed over, a sentence each; none when nothing is. */
export async function lintMail(raw: Buffer, {maxSize}: MailLimits): Promise<string[]> {
  const text = raw.toString("latin1");
  const tooLarge = raw.length > maxSize ? [`the message has ${raw.length} bytes, and ${maxSize} are allowed`] : [];
  const message = parsed(text);
  if (typeof message === "string") return [...tooLarge, ...lineFaults(text), message];
  return [
    ...tooLarge,
    ...lineFaults(text),
    ...headerFaults(message.headers),
    ...partFaults(message),
    ...htmlFaults(message),
  ];
}

function parsed(text: string): MimePart | string {
  try {
    return parseMime(text);
  } catch (error) {
    return `the message cannot be read: ${messageOf(error)}`;
  }
}
