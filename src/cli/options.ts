import type {Option} from "./command.ts";

/** Every command has these. */
export const commonOptions: readonly Option[] = [
  {name: "json", summary: "print the result as one JSON object"},
  {name: "verbose", short: "v", summary: "print the log as it is written"},
  {name: "help", short: "h", summary: "print this help and stop"},
  {name: "version", summary: "print the version and stop"},
];

export const configOption: Option = {
  name: "config",
  value: "FILE",
  summary: "the settings",
  default: "config.yaml",
};

export const asOfOption: Option = {
  name: "as-of",
  value: "DAY",
  summary: "the last day to report, YYYY-MM-DD (default: the last with orders before today)",
  problem: (text) => (isDay(text) ? undefined : "is not a day: write YYYY-MM-DD, as in 2024-12-31"),
};

export const fullRefreshOption: Option = {
  name: "full-refresh",
  summary: "start over: read and make everything again, and not only what changed",
};

export const resendOption: Option = {
  name: "resend",
  summary: "mail the report again although its figures were mailed before",
};

/** What `--seed` and `--orders` accept. */
export function wholeNumberProblem(least: number, most: number): (text: string) => string | undefined {
  return (text) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most
      ? undefined
      : `is not a whole number from ${least} to ${most}`;
}

function isDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(`${text}T`);
}
