import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type ParsedMail, simpleParser} from "mailparser";
import type {Config, MailConfig} from "../../src/config/config.ts";
import {type ComposeOptions, composeMail, type MailMessage} from "../../src/mail/compose.ts";
import {composeReport} from "../../src/report/compose.ts";
import type {Facts} from "../../src/report/figures.ts";
import type {Report} from "../../src/report/report.ts";
import {facts, hostileName, shopConfig} from "../report/shop.ts";

export const now = new Date("2025-01-01T06:00:00.000Z");

export const figures = ["daily-sales", "top-campaigns"].map((name) => ({
  name,
  section: null,
  file: `figures/${name}.png`,
  title: `What ${name} found`,
  subtitle: "57 days",
  alt: `A line "at" 50: ${hostileName}`,
  width: 720,
  height: 300,
}));

/** What a finished run reports. */
export function shopReport(changes: Partial<Facts> = {}, config: Partial<Config> = {}): Report {
  return composeReport(facts({figures, ...changes}), shopConfig(config), {today: "2025-01-01"});
}

/** A config with a mail section; only what composing reads carries meaning. */
export function mailConfig(mail: Partial<MailConfig> = {}, config: Partial<Config> = {}): Config & {mail: MailConfig} {
  const standard: MailConfig = {
    from: "Daybook <daybook@shop.example>",
    to: ["owner@shop.example"],
    cc: [],
    bcc: [],
    attach: [],
    transport: {kind: "directory", path: "/nowhere"},
    maxSize: 10_000_000,
    inDoubt: "resend",
  };
  return {...shopConfig(config), mail: {...standard, ...mail}};
}

/** The folder of a report: figures, tables and page, of the sizes given in bytes. */
export function reportFolder(sizes: {table?: number; page?: number; figure?: number} = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "daybook-mail-"));
  for (const part of ["figures", "tables"]) mkdirSync(join(folder, part));
  for (const {file} of figures) writeFileSync(join(folder, file), bytes(sizes.figure ?? 900));
  writeFileSync(join(folder, "tables", "orders.csv"), bytes(sizes.table ?? 600));
  writeFileSync(join(folder, "tables", "daily_sales.csv"), bytes((sizes.table ?? 600) / 2));
  writeFileSync(join(folder, "report.html"), bytes(sizes.page ?? 300));
  return folder;
}

function bytes(count: number): Buffer {
  return Buffer.from(Array.from({length: count}, (_, i) => (i * 7919) % 251));
}

/** Composes with a folder of its own, in which pictures are scaled to a few bytes. */
export async function compose(
  report: Report,
  options: Partial<ComposeOptions> & {sizes?: Parameters<typeof reportFolder>[0]} = {},
): Promise<MailMessage> {
  const {sizes, ...given} = options;
  const folder = given.folder ?? reportFolder(sizes);
  try {
    return await composeMail(report, {
      config: mailConfig(),
      recipient: "owner@shop.example",
      revision: 1,
      isCorrection: false,
      now,
      host: "till",
      scale: async (png) => png.subarray(0, 400),
      ...given,
      folder,
    });
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** As another program reads it. */
export async function received({raw}: {readonly raw: Buffer}): Promise<ParsedMail & {readonly html: string}> {
  const mail = await simpleParser(raw, {skipImageLinks: true});
  return {...mail, html: mail.html || ""};
}
