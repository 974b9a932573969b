import {decodeWords, type MimeHeader} from "../mime.ts";

const once = ["from", "to", "subject", "date", "message-id", "mime-version", "content-type"] as const;
const atMostOnce = [
  "cc",
  "reply-to",
  "auto-submitted",
  "x-auto-response-suppress",
  "list-id",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "content-transfer-encoding",
] as const;
const known: readonly string[] = [...once, ...atMostOnce];

const day = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
const month = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const mailbox = `(?:"(?:[^"\\\\]|\\\\.)*"\\s*|[^<>@"]*)<[^<>@\\s]+@[^<>@\\s]+>|[^<>@\\s,]+@[^<>@\\s,]+`;
const mailboxes = new RegExp(`^(?:${mailbox})(?:,\\s*(?:${mailbox}))*$`);

/** How a header must look. */
const shapes: Readonly<Record<string, RegExp>> = {
  from: mailboxes,
  to: mailboxes,
  cc: mailboxes,
  "reply-to": mailboxes,
  date: new RegExp(`^${day}, \\d{1,2} ${month} \\d{4} \\d\\d:\\d\\d:\\d\\d [+-]\\d{4}$`),
  "message-id": /^<[^<>@\s]+@[^<>@\s]+>$/,
  "mime-version": /^1\.0$/,
  "auto-submitted": /^auto-generated$/,
  "x-auto-response-suppress": /^All$/,
  "list-id": /^[^<>]*<[\w.-]+>$/,
  "list-unsubscribe": /^<(?:https?:|mailto:)[^<>\s]+>$/,
  "list-unsubscribe-post": /^List-Unsubscribe=One-Click$/,
};

/** Headers that are missing, twice there, malformed, or none of ours: then somebody's data got in. */
export function headerFaults(headers: readonly MimeHeader[]): string[] {
  const names = headers.map(({name}) => name.toLowerCase());
  const counted = (name: string) => names.filter((other) => other === name).length;
  return [
    ...once.filter((name) => counted(name) === 0).map((name) => `the header ${name} is missing`),
    ...known.filter((name) => counted(name) > 1).map((name) => `the header ${name} is there ${counted(name)} times`),
    ...names.filter((name) => !known.includes(name)).map((name) => `the header ${name} should not be there`),
    ...headers.flatMap(valueFaults),
  ];
}

function valueFaults({name, value}: MimeHeader): string[] {
  const shape = shapes[name.toLowerCase()];
  const decoded = decodeWords(value);
  return [
    ...(shape && !shape.test(value) ? [`the header ${name} is malformed: ${value.slice(0, 80)}`] : []),
    ...(/[\p{Cc}\u2028\u2029]/u.test(decoded) ? [`the header ${name} holds control characters`] : []),
    ...(decoded.trim() === "" ? [`the header ${name} is empty`] : []),
  ];
}
