import {Assembly} from "./assembly.ts";

/** A copy of an earlier table, made while others still find out whether it is of use. */
export class CopyAhead {
  private readonly stopping = new AbortController();
  private copy: {readonly path: string; readonly made: Promise<Assembly>} | undefined;

  constructor(private readonly file: string) {}

  get isBegun(): boolean {
    return this.copy !== undefined;
  }

  begin(path: string): void {
    if (this.copy) return;
    const made = Assembly.from(path, this.file, this.stopping.signal);
    made.catch(() => {}); // Told by whoever takes it.
    this.copy = {path, made};
  }

  /** To add lines to: the one begun, or one that is made now. It is the caller's from then on. */
  async take(path: string, signal: AbortSignal): Promise<Assembly> {
    const {copy} = this;
    if (copy?.path !== path) {
      await this.giveUp();
      return Assembly.from(path, this.file, signal);
    }
    this.copy = undefined;
    return copy.made;
  }

  /** Nothing writes to the file when this resolves. */
  async giveUp(): Promise<void> {
    const {copy} = this;
    this.copy = undefined;
    if (!copy) return;
    this.stopping.abort();
    const assembly = await copy.made.catch(() => undefined); // Of no more use.
    await assembly?.abandon();
  }
}
