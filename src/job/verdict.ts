import {DaybookError, TemporaryError} from "../lib/errors.ts";
import {failureOf} from "../lib/failure.ts";

/** What one check found. A warning does not stop a run, a problem does. */
export interface Verdict {
  /** A source, or a part of the set-up. */
  readonly about: string;
  readonly kind: "fine" | "warning" | "problem";
  readonly message: string;
  /** What a run would end with because of it; 0 when it would go on. */
  readonly exitCode?: number;
}

export type Finding = Pick<Verdict, "kind" | "message">;

export function problem(about: string, message: string, exitCode = 1): Verdict {
  return {about, kind: "problem", message, exitCode};
}

/** The finding of `check`, or what it threw; bugs are thrown on. */
export async function verdictOf(about: string, check: () => Finding | Promise<Finding>): Promise<Verdict> {
  try {
    return {about, ...(await check())};
  } catch (thrown) {
    const error = failureOf(thrown);
    if (error instanceof TemporaryError) return {about, kind: "warning", message: error.message};
    if (error instanceof DaybookError) return problem(about, error.message, error.exitCode);
    throw error;
  }
}
