import type {Config, MailConfig} from "../config/config.ts";
import type {MailEffects} from "../mail/effects.ts";
import {openTransport} from "../mail/transport.ts";
import type {JobContext} from "./context.ts";
import {problem, type Verdict, verdictOf} from "./verdict.ts";

/** What a run whose report reaches nobody ends with. */
const undelivered = 4;

/** The way out of mail, tried up to the login: nothing is sent. */
export async function checkMail({config, signal}: Pick<JobContext, "config" | "signal">): Promise<Verdict[]> {
  const {mail} = config;
  if (mail === undefined) return config.schedule ? [unread] : [];
  const effects = await openTransport(mail.transport);
  const close = () => effects.close();
  signal.addEventListener("abort", close, {once: true});
  try {
    return [await transportVerdict(mail, effects), ...ownerVerdict(mail, config)];
  } finally {
    signal.removeEventListener("abort", close);
    close();
  }
}

const unread: Verdict = {
  about: "mail",
  kind: "warning",
  message: "runs are scheduled, and nobody is mailed (set mail)",
};

function transportVerdict(mail: MailConfig, effects: MailEffects): Promise<Verdict> {
  return verdictOf("mail", async () => {
    await effects.verify();
    const readers = mail.to.length + mail.cc.length + mail.bcc.length;
    const to = `to ${readers} ${readers === 1 ? "reader" : "readers"}`;
    return {kind: "fine", message: `${to} ${wayOut(mail)}${limit(mail, effects)}`};
  }).then((verdict) => (verdict.kind === "problem" ? problem("mail", verdict.message, undelivered) : verdict));
}

function wayOut({transport}: MailConfig): string {
  if (transport.kind === "directory") return `as files in ${transport.path}: nothing is sent`;
  return `by ${transport.kind === "sendmail" ? transport.path : `${transport.host}:${transport.port}`}`;
}

function limit({maxSize}: MailConfig, effects: MailEffects): string {
  if (effects.maxSize === undefined || effects.maxSize >= maxSize) return "";
  return `; it takes no more than ${(effects.maxSize / 1e6).toFixed(1)} MB, less than mail.max_size`;
}

/** Who reads the mails may not be who can mend what fails. */
function ownerVerdict({owner, transport}: MailConfig, {schedule}: Config): Verdict[] {
  if (owner !== undefined || transport.kind === "directory" || schedule === undefined) return [];
  return [{about: "owner", kind: "warning", message: "nobody is told when a run fails (set mail.owner)"}];
}
