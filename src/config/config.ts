import type {ReportTable} from "./reportTables.ts";
import type {SourceSpec} from "./source.ts";

/** Complete and checked: every default is filled in, every path is absolute. */
export interface Config {
  /** The file it was read from, absolute. */
  readonly file: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  /** IANA zone that cuts business days. */
  readonly timezone: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** BCP 47 tag for numbers and dates in the report. */
  readonly locale: string;
  readonly title: string;
  readonly sources: readonly SourceConfig[];
  readonly attribution: AttributionModel;
  /** Where names of customers may stand beside their ids. Mail addresses stand nowhere. */
  readonly customerNames: CustomerNames;
  /** Folder of the user's own audits (`.sql` files that return faults). */
  readonly audits?: string;
  readonly warehouse: string;
  /** The most memory the engine may take, in bytes. Absent: it takes what it needs. */
  readonly memory?: number;
  /** The sections of the report beside the day, the period and the proof, in the order they stand; each only where its sources are there. */
  readonly sections: readonly SectionName[];
  /** The marts that are written as CSV files. Absent: all. */
  readonly tables?: readonly ReportTable[];
  readonly outputs: string;
  readonly logs: string;
  /** The SQLite file that remembers runs, slots and mails. */
  readonly ledger: string;
  /** Absent: there is no schedule, runs are asked for by hand. */
  readonly schedule?: ScheduleConfig;
  /** Absent: nothing is mailed. */
  readonly mail?: MailConfig;
  readonly ping?: PingConfig;
  /** The mail password, the ping address, and values taken from secret files and from variables named like a secret: a log masks them. */
  readonly secrets: readonly string[];
}

export const attributionModels = [
  "linear",
  "first_touch",
  "last_touch",
  "position_based",
  "time_decay",
  "any_touch",
] as const;
export type AttributionModel = (typeof attributionModels)[number];

/** Nowhere; on the page and in the tables; also in what goes with a mail. */
export const customerNamePlaces = ["none", "report", "mail"] as const;
export type CustomerNames = (typeof customerNamePlaces)[number];

export interface ScheduleConfig {
  /** Five fields, or a nickname such as `@daily`; wall time in `timezone`. */
  readonly cron: string;
  /** Which of the slots that passed while nothing was running are made up for. */
  readonly missed: MissedPolicy;
  /** Seconds after its slot at which a run is no longer started or tried again. */
  readonly maxLateness: number;
  /** What becomes of a slot that falls due while a run is at work. */
  readonly overlap: OverlapPolicy;
  readonly retry: RetryConfig;
}

export const missedPolicies = ["none", "last", "all"] as const;
export type MissedPolicy = (typeof missedPolicies)[number];

export const overlapPolicies = ["skip", "queue"] as const;
export type OverlapPolicy = (typeof overlapPolicies)[number];

/** `attempts` includes the first; the pause before attempt n + 1 is `delay` × `factor`^(n − 1) seconds. */
export interface RetryConfig {
  readonly attempts: number;
  readonly delay: number;
  readonly factor: number;
}

/** Addresses are as written: `owner@example.org` or `The Owner <owner@example.org>`; no two recipients are the same. */
export interface MailConfig {
  readonly from: string;
  /** At least one. */
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo?: string;
  /** A template. */
  readonly subject?: string;
  readonly attach: readonly Attachment[];
  /** Who is told of failures. */
  readonly owner?: string;
  readonly transport: MailTransport;
  /** The largest message, in bytes as sent. */
  readonly maxSize: number;
  /** What becomes of a message whose acceptance nobody knows. */
  readonly inDoubt: InDoubtPolicy;
  readonly listId?: string;
  /** A web or mailto address. */
  readonly unsubscribe?: string;
}

export {type ReportTable, reportTables} from "./reportTables.ts";

/** In the order they stand where nothing else is said. */
export const sectionNames = [
  "time",
  "forecast",
  "products",
  "stores",
  "stock",
  "funnel",
  "customers",
  "discounts",
  "returns",
  "amounts",
  "effect",
  "attribution",
] as const;
export type SectionName = (typeof sectionNames)[number];

export const attachments = ["tables", "figures", "html"] as const;
export type Attachment = (typeof attachments)[number];

export const inDoubtPolicies = ["resend", "hold"] as const;
export type InDoubtPolicy = (typeof inDoubtPolicies)[number];

/** Paths are absolute. */
export type MailTransport = SmtpTransport | SendmailTransport | DirectoryTransport;

export interface SmtpTransport {
  readonly kind: "smtp";
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** Both or neither. */
  readonly user?: string;
  readonly password?: string;
  /** A PEM file of certificates to trust instead of the usual ones. */
  readonly ca?: string;
}

export const mailSecurities = ["starttls", "tls", "none"] as const;
export type MailSecurity = (typeof mailSecurities)[number];

export interface SendmailTransport {
  readonly kind: "sendmail";
  /** The program. */
  readonly path: string;
}

export interface DirectoryTransport {
  readonly kind: "directory";
  /** The folder of `.eml` files. */
  readonly path: string;
}

/** A dead-man switch: whoever listens there raises the alarm when the call stays out. */
export interface PingConfig {
  readonly url: string;
}

export interface SourceConfig {
  readonly name: string;
  readonly spec: SourceSpec;
  readonly input: InputConfig;
  /** Ours to theirs, only for the columns the config names. */
  readonly columns: Readonly<Record<string, ColumnMapping>>;
  /** Texts that mean "no value", besides the empty one. */
  readonly missing: readonly string[];
  /** The decimal sign of all numbers of the source, where the config states it. */
  readonly decimal?: "." | ",";
  /** True: a run without this source's file goes on and says so. */
  readonly optional: boolean;
  /** Largest tolerated share of rejected rows, 0..1; above it the run ends with 3. */
  readonly maxRejected: number;
  /** Where the source stands in the config file, for messages about it. */
  readonly line: number;
  readonly column: number;
}

/** `path` is absolute and may be a glob. */
export type InputConfig = SqliteInput | CsvInput | JsonInput | ParquetInput | FilesInput;

export interface SqliteInput {
  readonly format: "sqlite";
  readonly path: string;
  readonly table?: string;
  readonly query?: string;
  /** A column that only grows: later runs read the records from the greatest one on. */
  readonly cursor?: string;
}

export interface CsvInput {
  readonly format: "csv";
  readonly path: string;
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly escape?: string;
}

export interface JsonInput {
  readonly format: "json";
  readonly path: string;
  readonly encoding?: Encoding;
}

export interface ParquetInput {
  readonly format: "parquet";
  readonly path: string;
}

/** Several files brought together by a query. */
export interface FilesInput {
  readonly format: "files";
  /** The first of them: messages about the whole name it. */
  readonly path: string;
  /** CSV, JSON or Parquet, by the name the query gives them; at least one. */
  readonly files: Readonly<Record<string, string>>;
  /** A select over the files; every column of theirs is a text. */
  readonly query: string;
}

export const encodings = ["utf-8", "utf-16le", "utf-16be", "latin1", "windows-1252"] as const;
export type Encoding = (typeof encodings)[number];

/** Exactly one of `from` (a column of the source) and `sql` (an expression over its columns). */
export interface ColumnMapping {
  readonly from?: string;
  readonly sql?: string;
  /** strptime formats, tried in this order. */
  readonly formats?: readonly string[];
  readonly decimal?: "." | ",";
}
