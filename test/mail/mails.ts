import type {ComposedMail, Submission} from "../../src/mail/outbox.ts";

export const start = new Date();

/** `start` and so many seconds: tests keep near the present, so that a process of theirs is taken for living. */
export function at(seconds: number): Date {
  return new Date(start.getTime() + seconds * 1000);
}

export function mail(recipient: string, text = "Good morning"): ComposedMail {
  return {
    recipient,
    envelope: {from: "daybook@shop.example", to: [recipient]},
    messageId: `<${text.replaceAll(" ", "-")}.${recipient}>`,
    subject: text,
    raw: Buffer.from(`To: ${recipient}\r\n\r\n${text}\r\n`),
  };
}

/** The report of 4 January to `ann` and `bob`, unless something else is said. */
export function submission(changes: Partial<Submission> = {}): Submission {
  const messages = ["ann@shop.example", "bob@shop.example"].map((recipient) => mail(recipient));
  return {report: "daily", asOf: "2026-01-04", digest: "d1", messages, resend: false, now: start, ...changes};
}
