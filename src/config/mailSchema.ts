import {z} from "zod";
import {isSameAddress, parseAddress} from "../lib/address.ts";
import {subjectProblem} from "../lib/subject.ts";
import {attachments, inDoubtPolicies, mailSecurities} from "./config.ts";
import {
  choice,
  defaulted,
  evenAfterOtherProblems,
  line,
  list,
  mapping,
  optional,
  path,
  prefaulted,
  requireOne,
  scalar,
  Wrong,
} from "./kinds.ts";
import {count, size} from "./quantities.ts";
import {kindFault, quoted} from "./wording.ts";

/** What a config may say about mail and about who is called when a run ends. */

const address = scalar((value) =>
  parseAddress(value)
    ? value.trim()
    : new Wrong(`${quoted(value)} is not a mail address (such as owner@example.org or The Owner <owner@example.org>)`),
);

const addresses = z.union([
  address,
  z.array(address, {error: (issue) => kindFault(issue.input, "an address or a list of them")}),
]);
const someAddresses = addresses.refine((value) => value.length > 0, "is empty");

const listId = scalar((value) =>
  /^(?:[^<>\p{Cc}]*<[A-Za-z0-9.-]+>|[A-Za-z0-9.-]+)$/u.test(value.trim()) && value.includes(".")
    ? value.trim()
    : new Wrong(`${quoted(value)} is not a list id (such as daybook.example.org)`),
);

const subject = scalar((value) => {
  const problem = subjectProblem(value);
  return problem ? new Wrong(problem) : value;
});

function url(protocols: readonly string[], example: string) {
  return scalar((value) => {
    const isOne = !/[\s\p{Cc}<>]/u.test(value) && URL.canParse(value) && protocols.includes(new URL(value).protocol);
    return isOne ? value : new Wrong(`${quoted(value)} is not a web address (such as ${example})`);
  });
}

const transports = ["host", "sendmail", "directory"] as const;
const onlyForHost = ["port", "security", "user", "password", "ca"] as const;

const smtp = requireOne(
  mapping({
    host: optional(line, "the mail server"),
    port: optional(count(1, 65_535), "its port, instead of 587 for starttls, 465 for tls and 25 for none"),
    security: optional(choice(mailSecurities), "how the way to it is encrypted, instead of starttls: tls or none"),
    user: optional(line, "who logs in there"),
    password: optional(line, "with which password; best as ${SMTP_PASSWORD}"),
    ca: optional(path, "a PEM file of certificates to trust instead of the usual ones"),
    sendmail: optional(path, "the program /usr/sbin/sendmail or one like it, instead of a mail server"),
    directory: optional(path, "a folder in which each message becomes an .eml file, instead of being sent"),
  }),
  transports,
).superRefine((settings, context) => {
  for (const [key, message] of smtpFaults(settings)) context.addIssue({code: "custom", path: [key], message});
}, evenAfterOtherProblems);

export type SmtpSettings = z.output<typeof smtp>;

function* smtpFaults(settings: SmtpSettings): Generator<[key: string, message: string]> {
  const [transport] = transports.filter((key) => Object.hasOwn(settings, key));
  const {host = "", security, user, password} = settings;
  if (transport !== undefined && transport !== "host")
    for (const key of onlyForHost.filter((one) => Object.hasOwn(settings, one)))
      yield [key, `belongs to host, and this is ${transport}`];
  else if (user !== undefined && password === undefined) yield ["user", "stands without password"];
  else if (password !== undefined && user === undefined) yield ["password", "stands without user"];
  else if (security === "none" && password !== undefined && !isThisMachine(host))
    yield ["security", `none would show the password to everybody on the way to ${host} (take starttls or tls)`];
}

function isThisMachine(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host);
}

export const mailSchema = mapping({
  from: address.describe("who the report comes from"),
  to: someAddresses.describe("who gets it: an address or a list; each gets a message of their own"),
  cc: defaulted(addresses, [], "who gets it too, seen by all: then one message goes to everybody"),
  bcc: defaulted(addresses, [], "who gets it too, seen by nobody"),
  reply_to: optional(address, "where answers go, instead of `from`"),
  subject: optional(subject, "the subject, of {day}, {revenue}, {change} and {title}, instead of the usual one"),
  attach: defaulted(list(choice(attachments)), [], "what is attached, of tables, figures and html"),
  owner: optional(address, "who is told when something fails, and when it works again"),
  smtp: smtp.describe(
    "how it goes out: by a mail server (host), by a program (sendmail), or into a folder (directory)",
  ),
  max_size: prefaulted(size(100e3), "10MB", "the largest message; what does not fit is left out, and the mail says so"),
  in_doubt: defaulted(
    choice(inDoubtPolicies),
    "resend",
    "a message of which nobody knows whether it was taken: resend (it may come twice) or hold",
  ),
  list_id: optional(listId, "names the report to mail programs that sort by list"),
  unsubscribe: optional(url(["mailto:", "https:", "http:"], "mailto:owner@example.org"), "where one unsubscribes"),
}).superRefine((mail, context) => {
  for (const [path, message] of repeated(mail)) context.addIssue({code: "custom", path, message});
});
export type MailSettings = z.output<typeof mailSchema>;

/** One address twice among the recipients: it would get the report twice. */
function* repeated(mail: Readonly<Record<"to" | "cc" | "bcc", string | readonly string[]>>) {
  const seen: {place: string; address: string}[] = [];
  for (const key of ["to", "cc", "bcc"] as const)
    for (const [i, text] of [mail[key]].flat().entries()) {
      const {address} = parseAddress(text)!;
      const earlier = seen.find((other) => isSameAddress(other.address, address));
      const path = typeof mail[key] === "string" ? [key] : [key, i];
      if (earlier) yield [path, `${quoted(address)} is in mail.${earlier.place} already`] as const;
      seen.push({place: key, address});
    }
}

const pingAbout =
  "called when a scheduled run starts (/start), is done, or fails (/<exit code>); empty: nobody is called";

export const pingSchema = mapping({
  url: z.union([url(["https:", "http:"], "https://hc-ping.com/your-check"), z.literal("")]).describe(pingAbout),
});
