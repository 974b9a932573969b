import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {basename, join} from "node:path";
import type {Attachment} from "../config/config.ts";
import type {Figure, Report} from "../report/report.ts";
import {picturesFor} from "./letter.ts";
import type {MailFile} from "./raw.ts";

/** Something of a report that a mail may carry, or leave out for want of room. */
export interface Part {
  /** Relative to the folder of the report. */
  readonly file: string;
  /** Before it is encoded. */
  readonly bytes: number;
  /** A figure to be shown within the mail. */
  readonly figure?: Figure;
  /** The scaled picture of a figure; other parts are read when they are needed. */
  readonly content?: Buffer;
}

/** PNG → PNG at most `width` pixels wide. */
export type Scale = (png: Buffer, width: number) => Promise<Buffer>;

/** Twice the pixels a figure is shown in, for screens that have them. */
export const pixelWidth = 1100;

/** The figures of the report to be shown, scaled; those without a file are left out. */
export async function picturesOf(report: Report, folder: string, scale: Scale): Promise<Part[]> {
  const parts: Part[] = [];
  for (const figure of picturesFor(report).filter(({file}) => existsSync(join(folder, file)))) {
    const content = await scale(readFileSync(join(folder, figure.file)), pixelWidth);
    parts.push({file: figure.file, bytes: content.length, figure, content});
  }
  return parts;
}

/** What is to be attached, in the order in which it is given up when there is too little room: tables from the largest on, the page, figures. */
export function attachmentsOf(kinds: readonly Attachment[], folder: string): Part[] {
  const tables = kinds.includes("tables") ? filesIn(folder, "tables") : [];
  const page = kinds.includes("html") ? ["report.html"] : [];
  const figures = kinds.includes("figures") ? filesIn(folder, "figures") : [];
  return [bySize(tables, folder), sized(page, folder), bySize(figures, folder)].flat();
}

/** As it goes into the message. */
export function fileOf(part: Part, folder: string, cid?: string): MailFile {
  const name = basename(part.file);
  const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return {name, type, content: part.content ?? readFileSync(join(folder, part.file)), ...(cid ? {cid} : {})};
}

const types: Readonly<Record<string, string>> = {
  csv: "text/csv; charset=utf-8",
  html: "text/html; charset=utf-8",
  png: "image/png",
};

/** Bytes in the message: base64 in lines of 76 characters, and the headers around it. */
export function encodedSize(bytes: number): number {
  const characters = Math.ceil(bytes / 3) * 4;
  return characters + 2 * Math.ceil(characters / 76) + 500;
}

function filesIn(folder: string, part: string): string[] {
  const inside = join(folder, part);
  return existsSync(inside)
    ? readdirSync(inside)
        .sort()
        .map((name) => `${part}/${name}`)
    : [];
}

function sized(files: readonly string[], folder: string): Part[] {
  return files
    .filter((file) => existsSync(join(folder, file)))
    .map((file) => ({file, bytes: statSync(join(folder, file)).size}));
}

function bySize(files: readonly string[], folder: string): Part[] {
  return sized(files, folder).sort((a, b) => b.bytes - a.bytes || a.file.localeCompare(b.file));
}
