import type {Config, MailConfig} from "../config/config.ts";
import {parseAddress} from "../lib/address.ts";
import {ConfigError} from "../lib/errors.ts";

/** Who one message is for. `key` names it in the outbox: the address, or all addresses of a message with copies. */
export interface Reader {
  readonly key: string;
  /** As the headers show them. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  /** Bare addresses of all of them. */
  readonly envelope: readonly string[];
}

/** The mail settings. Throws ConfigError where there are none. */
export function mailOf({mail, file}: Config): MailConfig {
  if (mail) return mail;
  throw new ConfigError(file, [{message: "mail is missing: say from whom and to whom the report goes, and how"}]);
}

/** One message for each reader; where copies are asked for, one for all of `to` and `cc`. A blind copy is a message of its own, so nobody sees it. */
export function readersOf({to, cc, bcc}: MailConfig): Reader[] {
  const open = cc.length > 0 ? [reader(to, cc)] : to.map((address) => reader([address]));
  return [...open, ...bcc.map((address) => reader([address]))];
}

/** The reader a key of the outbox names; an address the settings do not know stands for itself. */
export function readerOf(mail: MailConfig, key: string): Reader {
  return readersOf(mail).find((one) => one.key === key) ?? reader([key]);
}

function reader(to: readonly string[], cc: readonly string[] = []): Reader {
  const envelope = [...to, ...cc].map(bareAddress);
  return {key: envelope.join(", "), to, cc, envelope};
}

/** `The Owner <owner@example.org>` → `owner@example.org`. */
export function bareAddress(text: string): string {
  return parseAddress(text)?.address ?? text;
}

/** What stands behind the @. */
export function domainOf(text: string): string {
  const address = bareAddress(text);
  return address.slice(address.lastIndexOf("@") + 1);
}
