import {openTransport} from "../mail/transport.ts";
import type {JobContext} from "./context.ts";
import {type JobResult, runJob} from "./job.ts";

/** The outside world of a job with delivery, as it really is; tests pass their own. */
export interface JobEffects {
  readonly openTransport: typeof openTransport;
  makeReport(context: JobContext): Promise<JobResult>;
}

export const jobEffects: JobEffects = {openTransport, makeReport: runJob};
