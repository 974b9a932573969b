import {createHash} from "node:crypto";
import {closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import type {DirectoryTransport} from "../config/config.ts";
import {messageOf, RunError} from "../lib/errors.ts";
import type {MailEffects, OutgoingMail, Receipt} from "./effects.ts";
import {receipt} from "./fault.ts";

/** Mail into a folder: each message a file that mail programs open, named after its Message-ID, so that a second copy replaces the first. */
export class DirectoryEffects implements MailEffects {
  constructor(private readonly transport: DirectoryTransport) {}

  async send({raw}: OutgoingMail): Promise<Receipt> {
    const file = join(this.transport.path, fileName(raw));
    try {
      mkdirSync(this.transport.path, {recursive: true});
      writeWhole(this.transport.path, fileName(raw), raw);
      return receipt("accepted", `written to ${file}`);
    } catch (error) {
      return receipt(isPassing(error) ? "temporary" : "permanent", `${file} cannot be written: ${messageOf(error)}`);
    }
  }

  async verify(): Promise<void> {
    try {
      mkdirSync(this.transport.path, {recursive: true});
      const probe = writeWhole(this.transport.path, "probe.eml", Buffer.alloc(0));
      rmSync(probe);
    } catch (error) {
      throw new RunError(`${this.transport.path} cannot be written: ${messageOf(error)}`);
    }
  }

  close(): void {}
}

/** Writes beside and renames, so a reader never sees half a message; it is on the disk when this returns. */
function writeWhole(folder: string, name: string, bytes: Buffer): string {
  const [fresh, file] = [join(folder, `.${name}.${process.pid}.tmp`), join(folder, name)];
  try {
    const descriptor = openSync(fresh, "w");
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(fresh, file);
    return file;
  } catch (error) {
    rmSync(fresh, {force: true});
    throw error;
  }
}

/** `<a@b>` → `a@b.eml`. */
function fileName(raw: Buffer): string {
  const [headers = ""] = raw.toString("latin1", 0, 64_000).split(/\r?\n\r?\n/, 1);
  const [, id] = /^Message-ID:\s*<([^<>\s]+)>/im.exec(headers) ?? [];
  const name = (id ?? createHash("sha256").update(raw).digest("hex")).replaceAll(/[^\w.@+=-]/g, "_");
  return `${name.replace(/^\.+/, "").slice(0, 180)}.eml`;
}

/** A full disk may have room again, and a folder be mounted; a right that is missing stays so. */
function isPassing(error: unknown): boolean {
  return !["EACCES", "EPERM", "EROFS", "ENOTDIR", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "");
}
