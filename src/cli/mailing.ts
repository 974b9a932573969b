import type {Mailing} from "../job/mailing.ts";
import type {JobDone} from "../job/recordedJob.ts";
import type {Outcome, Terminal} from "./command.ts";
import {runFacts} from "./facts.ts";
import {outboxFacts} from "./outboxText.ts";
import {painter} from "./paint.ts";
import {summary} from "./summary.ts";

/** What a job has to say for itself, its mail included. */
export function jobOutcome({job, mailing, exitCode}: JobDone, terminal: Terminal): Outcome {
  const mail = mailing ? ["", ...mailLines(mailing, terminal)] : [];
  const json = {...runFacts(job), ...(mailing ? {mail: mailFacts(mailing)} : {})};
  return {exitCode, text: [summary(job, terminal), ...mail].join("\n"), json};
}

/** `Mailed to 2 of 3 recipients.`, and a line for each of the others. */
function mailLines({isNew, isCorrection, entries}: Mailing, {hasColors}: Terminal): string[] {
  const left = entries.filter(({state}) => state !== "sent");
  const count = `${entries.length - left.length} of ${entries.length}`;
  const what = isCorrection ? "Mailed as a correction" : "Mailed";
  const headline = isNew
    ? `${what} to ${count} recipients.`
    : `These figures were mailed before, to ${count} recipients: nobody gets them twice (unless with --resend).`;
  const paint = painter(hasColors);
  const lines = left.map(({recipient, state, reply}) =>
    paint.yellow(`  !  ${recipient}: ${state.replace("_", " ")}${reply ? `, ${reply}` : ""}`),
  );
  const written = entries.filter(({reply}) => reply?.startsWith("written to ")).map(({reply}) => `  ${reply}`);
  return [headline, ...lines, ...(isNew ? written : [])];
}

function mailFacts({isNew, isCorrection, entries}: Mailing): object {
  return {is_new: isNew, is_correction: isCorrection, entries: outboxFacts(entries)};
}
