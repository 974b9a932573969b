import MailComposer from "nodemailer/lib/mail-composer";
import type {MailConfig} from "../config/config.ts";
import type {Reader} from "./addresses.ts";

/** The headers of a message that depend on the settings, by name; an empty text: there is none. */
type Fields = Readonly<Record<string, string>>;

/** The message as the sender of today sends it; it stays the same message. The very bytes where nothing changes. */
export async function resigned(raw: Buffer, {from, replyTo = ""}: MailConfig): Promise<Buffer> {
  return withFields(raw, await fieldsOf({from, replyTo}));
}

/** The message to another reader: to mail programs, too, it is another one. */
export async function readdressed(raw: Buffer, mail: MailConfig, {to, cc}: Reader, messageId: string): Promise<Buffer> {
  const {from, replyTo = ""} = mail;
  return withFields(raw, await fieldsOf({from, replyTo, to: [...to], cc: [...cc], messageId}));
}

interface Settings {
  readonly from: string;
  readonly replyTo: string;
  readonly to?: string[];
  readonly cc?: string[];
  readonly messageId?: string;
}

/** As they are written when a message is composed. */
async function fieldsOf({replyTo, ...settings}: Settings): Promise<Fields> {
  const written = await new MailComposer({...settings, ...(replyTo ? {replyTo} : {}), newline: "win", text: ""})
    .compile()
    .build();
  const known = new Map(split(written.toString("latin1")).fields.map((field) => [nameOf(field), field]));
  const names = ["from", "reply-to", ...(settings.to ? ["to", "cc", "message-id"] : [])];
  return Object.fromEntries(names.map((name) => [name, known.get(name) ?? ""]));
}

/** Each field takes the place of the one of its name, or stands at the end. */
function withFields(raw: Buffer, fresh: Fields): Buffer {
  const {fields, body} = split(raw.toString("latin1"));
  const names = new Set(fields.map(nameOf));
  const kept = fields.map((field) => fresh[nameOf(field)] ?? field);
  const added = Object.keys(fresh).flatMap((name) => (names.has(name) ? [] : fresh[name]!));
  return Buffer.from(`${[...kept, ...added].join("")}\r\n${body}`, "latin1");
}

/** A field is a line with its line end, and the lines below it that begin with a space. */
function split(text: string): {readonly fields: readonly string[]; readonly body: string} {
  const end = text.indexOf("\r\n\r\n");
  const fields = text.slice(0, end + 2).split(/(?<=\r\n)(?![ \t])/);
  return {fields, body: text.slice(end + 4)};
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(":")).toLowerCase();
}
