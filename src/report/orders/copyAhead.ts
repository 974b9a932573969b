import {mkdir} from "node:fs/promises";
import {dirname} from "node:path";
import {Assembly} from "./assembly.ts";

interface Copy {
  readonly path: string;
  readonly made: Promise<Assembly>;
  readonly stopping: AbortController;
}

/** A copy of an earlier table, made while others still find out whether it is of use. */
export class CopyAhead {
  private copy: Copy | undefined;

  constructor(
    private readonly file: string,
    /** Stops whatever is being copied. */
    private readonly signal: AbortSignal,
  ) {}

  get isBegun(): boolean {
    return this.copy !== undefined;
  }

  /** Nothing where one was begun. */
  begin(path: string): void {
    if (this.copy) return;
    const stopping = new AbortController();
    this.signal.addEventListener("abort", () => stopping.abort(), {once: true});
    const made = this.make(path, stopping.signal);
    made.catch(() => {}); // Whoever takes it makes another.
    this.copy = {path, made, stopping};
  }

  /** To add lines to: the one begun, or one that is made now. It is the caller's from then on. */
  async take(path: string): Promise<Assembly> {
    if (this.copy?.path !== path) await this.giveUp();
    const {copy} = this;
    this.copy = undefined;
    // What went wrong while others needed the disk may go well now.
    return (await copy?.made.catch(() => undefined)) ?? this.make(path, this.signal);
  }

  /** Nothing writes to the file any more when this resolves, unless the copy was taken. */
  async giveUp(): Promise<void> {
    const {copy} = this;
    this.copy = undefined;
    copy?.stopping.abort();
    const assembly = await copy?.made.catch(() => undefined); // Of no more use.
    await assembly?.abandon();
  }

  private async make(path: string, signal: AbortSignal): Promise<Assembly> {
    await mkdir(dirname(this.file), {recursive: true});
    return Assembly.from(path, this.file, signal);
  }
}
