import {statSync} from "node:fs";
import type {Config} from "../config/config.ts";
import {Ledger} from "../store/ledger.ts";
import {Presence} from "./presence.ts";

/** The ledger with the daemon's place in it, and which file it was when it was opened: to a file that is deleted one can write for long without anybody ever reading it. */
export class Records {
  private isOpen = true;

  private constructor(
    readonly ledger: Ledger,
    readonly presence: Presence,
    private readonly identity: number | undefined,
  ) {}

  /** Throws what `Ledger.open` throws, and TemporaryError when another daemon works with the ledger. */
  static open({file, ledger: path}: Pick<Config, "file" | "ledger">, now: Date): Records {
    const ledger = Ledger.open(path);
    try {
      return new Records(ledger, Presence.claim(ledger, file, now), identityOf(path));
    } catch (error) {
      ledger.close();
      throw error;
    }
  }

  isStillThere(): boolean {
    return identityOf(this.ledger.file) === this.identity;
  }

  /** The place is free again, whether or not that can still be written down. */
  close(): void {
    if (!this.isOpen) return;
    try {
      this.presence.release();
    } finally {
      this.abandon();
    }
  }

  /** Without a word to a ledger that nobody reads any more. */
  abandon(): void {
    this.isOpen = false;
    this.ledger.close();
  }
}

function identityOf(file: string): number | undefined {
  return statSync(file, {throwIfNoEntry: false})?.ino;
}
