import type {SmtpTransport} from "../config/config.ts";
import {maskFor} from "../lib/secrets.ts";

/** Hides our password, in whatever form a server repeats it. To be used while its words are whole. */
export function maskOf({password = ""}: SmtpTransport): (text: string) => string {
  return maskFor([password, password.replaceAll(/\s+/g, " ")]);
}
