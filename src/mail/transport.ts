import type {MailTransport} from "../config/config.ts";
import type {MailEffects} from "./effects.ts";

export type {Envelope, MailEffects, OutgoingMail, Receipt} from "./effects.ts";

/** The way out that the config names. Nothing is connected to or tried yet. */
export async function openTransport(transport: MailTransport): Promise<MailEffects> {
  if (transport.kind === "directory") return new (await import("./directory.ts")).DirectoryEffects(transport);
  if (transport.kind === "sendmail") return new (await import("./sendmail.ts")).SendmailEffects(transport);
  return new (await import("./smtp.ts")).SmtpEffects(transport);
}
