import {defined} from "../lib/defined.ts";
import type {MailConfig, MailSecurity, MailTransport, ScheduleConfig} from "./config.ts";
import type {MailSettings, SmtpSettings} from "./mailSchema.ts";
import type {ScheduleSettings} from "./scheduleSchema.ts";

export function completeSchedule({max_lateness, ...rest}: ScheduleSettings): ScheduleConfig {
  return {...rest, maxLateness: max_lateness};
}

export function completeMail(mail: MailSettings, absolute: (path: string) => string): MailConfig {
  const {from, attach, owner, subject, unsubscribe, max_size, in_doubt, reply_to, list_id} = mail;
  return {
    from,
    to: [mail.to].flat(),
    cc: [mail.cc].flat(),
    bcc: [mail.bcc].flat(),
    attach: [...new Set(attach)],
    transport: transportOf(mail.smtp, absolute),
    maxSize: max_size,
    inDoubt: in_doubt,
    ...defined({replyTo: reply_to, subject, owner, listId: list_id, unsubscribe}),
  };
}

const usualPorts: Readonly<Record<MailSecurity, number>> = {starttls: 587, tls: 465, none: 25};

/** The schema has seen to it that there is exactly one of host, sendmail and directory. */
function transportOf(smtp: SmtpSettings, absolute: (path: string) => string): MailTransport {
  if (smtp.sendmail !== undefined) return {kind: "sendmail", path: absolute(smtp.sendmail)};
  if (smtp.directory !== undefined) return {kind: "directory", path: absolute(smtp.directory)};
  const {host = "", security = "starttls", user, password, ca} = smtp;
  const {port = usualPorts[security]} = smtp;
  return {kind: "smtp", host, port, security, ...defined({user, password, ca: ca && absolute(ca)})};
}
