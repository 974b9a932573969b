import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {basename, dirname, join} from "node:path";
import type {Config} from "../config/config.ts";
import {isSameAddress} from "../lib/address.ts";
import {messageOf, RunError, UsageError} from "../lib/errors.ts";
import {bareAddress, mailOf, readersOf} from "../mail/addresses.ts";
import {composeMail, type MailMessage} from "../mail/compose.ts";
import {lintMail} from "../mail/lint.ts";
import type {Report} from "../report/report.ts";
import {scaleImage} from "../visualize/scale.ts";

export interface PreviewOptions {
  /** The day whose report is shown; without it, that of the latest run. */
  readonly asOf?: string;
  /** One of the recipients; without it, the first. */
  readonly to?: string;
  /** The file to write, absolute; without it, `preview.eml` in the outputs. */
  readonly out?: string;
  readonly now: Date;
}

export interface Preview {
  readonly file: string;
  readonly message: MailMessage;
  /** What is wrong with it, a sentence each. */
  readonly problems: readonly string[];
}

/** Writes the very mail a run would send of a report that is there, and checks it. Throws ConfigError, RunError where there is no report, and UsageError for somebody who gets none. */
export async function previewMail(config: Config, {asOf, to, out, now}: PreviewOptions): Promise<Preview> {
  const mail = mailOf(config);
  const recipient = recipientOf(config, to);
  const report = readReport(join(config.outputs, asOf ?? "latest"));
  const folder = join(config.outputs, report.as_of);
  const first = {revision: 1, isCorrection: false};
  const message = await composeMail(report, {
    ...first,
    config,
    recipient,
    folder,
    now,
    host: hostname(),
    scale: scaleImage,
  });
  const file = out ?? join(config.outputs, "preview.eml");
  write(file, message.raw);
  return {file, message, problems: await lintMail(message.raw, mail)};
}

function recipientOf(config: Config, to?: string): string {
  const readers = readersOf(mailOf(config));
  const reader =
    to === undefined
      ? readers[0]
      : readers.find(({envelope}) => envelope.some((one) => isSameAddress(one, bareAddress(to))));
  if (reader) return reader.key;
  throw new UsageError(`${to} gets no report; these do: ${readers.map(({key}) => key).join(", ")}`);
}

/** The report of a run that is over. */
function readReport(folder: string): Report {
  const file = join(folder, "report.json");
  if (!existsSync(file))
    throw new RunError(`there is no report of ${basename(folder)}: ${file} is missing. Run node main first.`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Report;
  } catch (error) {
    throw new RunError(`${file} cannot be read: ${messageOf(error)}. Run node main again.`, {cause: error});
  }
}

function write(file: string, raw: Buffer): void {
  try {
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, raw);
  } catch (error) {
    throw new RunError(`${file} cannot be written: ${messageOf(error)}`, {cause: error});
  }
}
