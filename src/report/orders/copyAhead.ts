import {Assembly} from "./assembly.ts";

interface Copy {
  readonly path: string;
  readonly made: Promise<Assembly>;
  readonly stopping: AbortController;
}

/** A copy of an earlier table, made while others still find out whether it is of use. */
export class CopyAhead {
  private copy: Copy | undefined;
  private isTaken = false;

  constructor(private readonly file: string) {}

  get isBegun(): boolean {
    return this.copy !== undefined;
  }

  /** Nothing where one was begun or taken. */
  begin(path: string): void {
    if (this.copy || this.isTaken) return;
    const stopping = new AbortController();
    const made = Assembly.from(path, this.file, stopping.signal);
    made.catch(() => {}); // Told by whoever takes it.
    this.copy = {path, made, stopping};
  }

  /** To add lines to: the one begun, or one that is made now. It is the caller's from then on, and `signal` stops it. */
  async take(path: string, signal: AbortSignal): Promise<Assembly> {
    if (this.copy?.path !== path) await this.giveUp();
    this.isTaken = true;
    const {copy} = this;
    if (!copy) return Assembly.from(path, this.file, signal);
    this.copy = undefined;
    signal.addEventListener("abort", () => copy.stopping.abort(), {once: true});
    return copy.made;
  }

  /** Nothing writes to the file any more when this resolves, unless the copy was taken. */
  async giveUp(): Promise<void> {
    const {copy} = this;
    this.copy = undefined;
    copy?.stopping.abort();
    const assembly = await copy?.made.catch(() => undefined); // Of no more use.
    await assembly?.abandon();
  }
}
