import type {SmtpTransport} from "../config/config.ts";
import type {Receipt} from "./effects.ts";
import {receipt, settingFault} from "./fault.ts";
import {maskOf} from "./masked.ts";
import {type RefusedRecipient, withRefusals} from "./refusals.ts";

/** What the connection says about a failure. */
interface SmtpError {
  readonly message: string;
  readonly code?: string | undefined;
  /** The system's code, where `code` is the connection's. */
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number;
  /** Those refused before the message was, or all of them. */
  readonly rejectedErrors?: readonly RefusedRecipient[];
}

/** What became of a message when sending it threw `error`. A reply decides; without one, whether the last byte was handed over. */
export function receiptFor(error: unknown, isHandedOver: boolean, transport: SmtpTransport): Receipt {
  const mask = maskOf(transport);
  const {message, code, originalCode = code, response = "", responseCode = 0, rejectedErrors = []} = error as SmtpError;
  const fault = {message: mask(message), code, originalCode, response: mask(response), responseCode};
  return withRefusals(receiptOf(fault, isHandedOver, transport), rejectedErrors, mask);
}

function receiptOf(fault: SmtpError, isHandedOver: boolean, transport: SmtpTransport): Receipt {
  const {responseCode = 0, response} = fault;
  if (responseCode >= 500 && responseCode < 600) return receipt("permanent", response, remedyFor(fault));
  if (responseCode >= 400 && responseCode < 500) return receipt("temporary", response);
  if (isHandedOver) return receipt("in_doubt", `no reply to the message: ${fault.message}`);
  const remedy = lastingFault(fault, transport);
  if (remedy === undefined) {
    const passing = receipt("temporary", `${place(transport)}: ${fault.message}`, hintFor(fault, transport));
    return isUnknownHost(fault) ? {...passing, needsSetting: true} : passing;
  }
  return receipt("permanent", fault.code === settingFault ? "" : `${place(transport)}:`, fault.message, remedy);
}

/** What to do about a reply that will stay the same. */
function remedyFor({code, responseCode, response = ""}: SmtpError): string | undefined {
  if (code === "EAUTH")
    return "(check mail.smtp.user and mail.smtp.password; many providers want an app password here)";
  if (code === "ETLS")
    return "(the server does not offer STARTTLS here: set mail.smtp.security to tls, or try another port)";
  if (responseCode === 530)
    return "(the server wants a login or encryption: set mail.smtp.user, password and security)";
  return /\b5\.3\.4\b|\bsize\b|too (big|large)/i.test(response) ? tooLarge : undefined;
}

const tooLarge = "(lower mail.max_size or attach less)";

/** The remedy of a failure that will stay the same, "" where there is none to name; nothing when it may pass. */
function lastingFault(fault: SmtpError, {security, port}: SmtpTransport): string | undefined {
  const {code = "", originalCode = code, message} = fault;
  if (code === settingFault) return "";
  if (originalCode === "ERR_TLS_CERT_ALTNAME_INVALID")
    return "(name the server in mail.smtp.host as its certificate does)";
  if (/EXPIRED|NOT_YET_VALID/.test(originalCode))
    return "(check the clock here; else the server's certificate must be renewed)";
  if (/^(CERT_|ERR_TLS_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|INVALID_|HOSTNAME_)/.test(originalCode))
    return "(if the server is your own, name the certificate of its authority in mail.smtp.ca)";
  if (/^(EPROTO|ERR_SSL_)/.test(originalCode) || /:SSL routines:/.test(message))
    return security === "tls"
      ? `(port ${port} does not begin with TLS: set mail.smtp.security to starttls)`
      : "(the two sides share no way to encrypt)";
  if (code === "EMESSAGE" && /size/i.test(message)) return tooLarge;
  return ["EENVELOPE", "EAUTH"].includes(code) ? "" : undefined;
}

/** A server that begins with TLS waits for the client, and never greets one that waits for it. */
function hintFor(fault: SmtpError, {security, port}: SmtpTransport): string | undefined {
  if (isUnknownHost(fault)) return "(there is no such host: check mail.smtp.host)";
  return fault.code === "ETIMEDOUT" && port === 465 && security !== "tls"
    ? "(port 465 usually wants mail.smtp.security: tls)"
    : undefined;
}

/** The name servers were asked, and know none. They may be wrong for a while, but a name that is misspelt stays so. */
function isUnknownHost({code, originalCode}: SmtpError): boolean {
  return code === "EDNS" && originalCode === "ENOTFOUND";
}

function place({host, port}: SmtpTransport): string {
  return `${host}:${port}`;
}
