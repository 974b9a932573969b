import {constants} from "node:fs";
import {type FileHandle, open} from "node:fs/promises";

/** Bytes read and written at one go. */
export const pieceSize = 1 << 22;

/** What goes to and comes from the disk itself begins and ends at a multiple of that, in the file and in memory. */
export const sector = 4096;

/** Files from that size on go past the memory in which the system keeps files: to make room there for a gigabyte keeps a processor longer than the disk takes. */
const largeBytes = 64 << 20;

export function isLarge({size}: {readonly size: number}): boolean {
  return size >= largeBytes;
}

/** Up to the next sector. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / sector) * sector;
}

/** Pieces of memory; those for the disk itself begin at sectors, if such memory is to be had. */
export function piecesOf(count: number, size: number, isDirect: boolean): Buffer[] {
  const memory = isDirect ? alignedMemory(count * size) : undefined;
  return Array.from({length: count}, (_, i) =>
    memory ? Buffer.from(memory, i * size, size) : Buffer.allocUnsafeSlow(size),
  );
}

/** No other memory of JavaScript's is sure to begin at a sector. It takes much room of its kind, which a process may be denied. */
function alignedMemory(bytes: number): ArrayBuffer | undefined {
  try {
    return new WebAssembly.Memory({initial: Math.ceil(bytes / 65_536)}).buffer;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

/** A file whose pieces go to the disk itself, or come from it, where the place for files allows that. */
export class LargeFile {
  private constructor(
    private readonly path: string,
    private readonly flags: number,
    private handle: FileHandle,
    /** Whether that is so. */
    public isDirect: boolean,
  ) {}

  /** `flags` as the system's open takes them. Directly only where that is asked for. */
  static async open(path: string, flags: number, isDirect: boolean): Promise<LargeFile> {
    // Not every system has it.
    const direct: number | undefined = isDirect ? constants.O_DIRECT : undefined;
    if (direct === undefined) return new LargeFile(path, flags, await open(path, flags), false);
    try {
      return new LargeFile(path, flags, await open(path, flags | direct), true);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return new LargeFile(path, flags, await open(path, flags), false);
    }
  }

  /** Does `work`; once more, and on from there by the system's memory, where a place refuses it that let the file be opened. */
  async use<T>(work: (handle: FileHandle) => Promise<T>): Promise<T> {
    try {
      return await work(this.handle);
    } catch (error) {
      if (!this.isDirect || !isRefusal(error)) throw error;
      await this.leaveDisk();
      return work(this.handle);
    }
  }

  /** From here on by the system's memory. */
  async leaveDisk(): Promise<void> {
    const handle = await open(this.path, this.flags & ~(constants.O_CREAT | constants.O_TRUNC));
    await this.handle.close();
    this.handle = handle;
    this.isDirect = false;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

function isRefusal(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EINVAL";
}
