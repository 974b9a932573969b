import {describe, expect, test} from "vitest";
import type {MailConfig, RetryConfig} from "../../src/config/config.ts";
import type {JobResult} from "../../src/job/job.ts";
import {type Attempt, endOfError, endOfJob} from "../../src/job/slotEnd.ts";
import {GateError, InterruptionError, RunError, TemporaryError} from "../../src/lib/errors.ts";
import type {EntryState, OutboxEntry} from "../../src/mail/entries.ts";
import {mailConfig} from "../mail/office.ts";

const slot = {slot: "2026-01-05T06:00:00.000Z", asOf: "2026-01-04", attempts: 0, nextAttemptAt: null, error: null};
const now = new Date("2026-01-05T06:00:10.000Z");

function attempt(
  number = 1,
  {
    retry = {},
    maxLateness = 43_200,
    mail = {},
    secrets = [] as string[],
  }: {
    retry?: Partial<RetryConfig>;
    maxLateness?: number;
    mail?: Partial<MailConfig>;
    secrets?: string[];
  } = {},
): Attempt {
  const usual = {attempts: 5, delay: 60, factor: 2};
  const schedule = {
    cron: "0 6 * * *",
    missed: "last",
    maxLateness,
    overlap: "skip",
    retry: {...usual, ...retry},
  } as const;
  const unreached = ["owner@shop.example"];
  return {slot, number, now, unreached, config: {...mailConfig(mail), secrets, schedule}};
}

describe("an attempt that threw", () => {
  test.for([
    [1, "2026-01-05T06:01:10.000Z"],
    [2, "2026-01-05T06:02:10.000Z"],
    [4, "2026-01-05T06:08:10.000Z"],
  ] as const)("for a while is made again, after the %ith at %s", ([number, at]) => {
    const end = endOfError(new TemporaryError("locked"), attempt(number));
    expect(end).toEqual({kind: "retry", at: new Date(at), error: "locked"});
  });

  test.for([
    ["the last attempt", new TemporaryError("locked"), attempt(5)],
    ["what would be tried again too late", new TemporaryError("locked"), attempt(1, {maxLateness: 60})],
    ["what lasts", new RunError("locked"), attempt()],
    ["a bug", new TypeError("locked"), attempt()],
  ] as const)("was %s: the slot has failed", ([, error, made]) => {
    expect(endOfError(error, made)).toMatchObject({
      kind: "failed",
      error: "locked",
      unreached: ["owner@shop.example"],
    });
  });

  test("keeps the exit code of the run, and its secrets", () => {
    const end = endOfError(new GateError("user:hunter22 refused"), attempt(1, {secrets: ["hunter22"]}));
    expect(end).toMatchObject({exitCode: 3, error: "user:*** refused"});
  });

  test("because it was told to stop is to be gone on with", () => {
    expect(endOfError(new InterruptionError("stop"), attempt())).toEqual({kind: "interrupted"});
  });
});

describe("an attempt that made the report", () => {
  function job(...states: readonly EntryState[]) {
    const entries = states.map(
      (state, i) => ({id: i + 1, recipient: `reader${i}@x`, state, reply: "as said"}) as OutboxEntry,
    );
    const exitCode = states.every((state) => state === "sent" || state === "dropped") ? 0 : 4;
    return {job: {} as JobResult, mailing: {isNew: true, isCorrection: false, entries}, exitCode} as const;
  }

  test.for([[["sent", "sent"]], [["sent", "dropped"]], [[]]] as const)("and has %s mails is done", ([states]) => {
    expect(endOfJob(job(...states), attempt())).toEqual({kind: "done"});
  });

  test.for([
    [["sent", "queued"], "resend", "retry"],
    [["failed", "queued"], "resend", "retry"],
    [["in_doubt", "sent"], "resend", "retry"],
    [["in_doubt", "sent"], "hold", "failed"],
    [["failed", "sent"], "resend", "failed"],
  ] as const)("with mails %s, in doubt: %s, is to %s", ([states, inDoubt, kind]) => {
    expect(endOfJob(job(...states), attempt(1, {mail: {inDoubt}}))).toMatchObject({kind});
  });

  test("says of each mail that did not leave who did not get it, why, and what to do", () => {
    expect(endOfJob(job("failed", "sent", "in_doubt"), attempt(1, {mail: {inDoubt: "hold"}}))).toMatchObject({
      kind: "failed",
      exitCode: 4,
      error: [
        "the mail to reader0@x was refused: as said. Correct the address (mail.to, cc, bcc) or the settings, then send it as they are: node main outbox retry 1",
        "the mail to reader2@x may have been received or not: as said. Ask the reader: node main outbox resolve 3 sent if it was received, node main outbox retry 3 if not",
      ].join("\n"),
      unreached: ["reader0@x", "reader2@x"],
    });
  });
});
