import {domainToASCII} from "node:url";

/** A mail address with the name shown before it, if any. */
export interface MailAddress {
  readonly name?: string;
  /** `owner@example.org`; a domain in other letters is written in ASCII, as envelopes have it. */
  readonly address: string;
}

const withName = /^\s*(?:"((?:[^"\\]|\\.)*)"|([^<>"]*?))\s*<\s*([^<>\s]+)\s*>\s*$/u;
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
// A leading dash is legal, but programs that are given the address would take it for an option.
const bare = new RegExp(`^(?!-)(?=.{1,64}@)(?=.{3,254}$)${atom}(?:\\.${atom})*@${label}(?:\\.${label})*$`);

/** Reads `owner@example.org`, `The Owner <owner@example.org>` or `"Owner, The" <owner@example.org>`; nothing when the text is none of them. */
export function parseAddress(text: string): MailAddress | undefined {
  if (/[\p{Cc}\u2028\u2029]/u.test(text)) return undefined;
  const [, quotedName, plainName = "", inBrackets] = withName.exec(text) ?? [];
  const address = asciiDomain((inBrackets ?? text).trim());
  const name = quotedName === undefined ? plainName : quotedName.replaceAll(/\\(.)/g, "$1");
  if (!bare.test(address)) return undefined;
  return name === "" ? {address} : {name, address};
}

/** `owner@bücher.example` → `owner@xn--bcher-kva.example`. */
function asciiDomain(address: string): string {
  return address.replace(/@([^@]*[^\0-\x7f][^@]*)$/u, (_, domain: string) => `@${domainToASCII(domain)}`);
}

/** Two addresses that differ only in case reach the same person. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
