import {constants, type Stats} from "node:fs";
import {type FileHandle, open, stat} from "node:fs/promises";

/** Bytes read and written at one go. */
export const pieceSize = 1 << 22;

/** What goes to and comes from the disk itself begins and ends at a multiple of that, in the file and in memory. */
const sector = 4096;

/** Files from that size on go past the memory in which the system keeps files: to make room there for a gigabyte keeps a processor longer than the disk takes. */
const largeBytes = 64 << 20;

export interface OpenFile {
  readonly handle: FileHandle;
  /** Whether it is the disk itself that is read or written. */
  readonly isDirect: boolean;
}

/** Memory that begins at a multiple of 64 KiB, as no other that JavaScript has is sure to. */
export function pieceMemory(bytes: number): Buffer {
  return Buffer.from(new WebAssembly.Memory({initial: Math.ceil(bytes / 65_536)}).buffer, 0, bytes);
}

export function isLarge({size}: Pick<Stats, "size">): boolean {
  return size >= largeBytes;
}

/** `flags` as the system's open takes them. */
export async function openFile(path: string, flags: number, isLarge: boolean): Promise<OpenFile> {
  // Not every system and not every place for files has it.
  const direct: number | undefined = isLarge ? constants.O_DIRECT : undefined;
  if (direct === undefined) return {handle: await open(path, flags), isDirect: false};
  try {
    return {handle: await open(path, flags | direct), isDirect: true};
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EINVAL") throw error;
    return {handle: await open(path, flags), isDirect: false};
  }
}

/** Up to the next sector. */
export function padded(bytes: number): number {
  return Math.ceil(bytes / sector) * sector;
}

/** Reads a file from its start to its end: the next piece while one is used. */
export class PieceReader {
  private position = 0;
  private readonly memory: [Buffer, Buffer];
  private ahead: Promise<Buffer>;

  private constructor(
    private readonly file: OpenFile,
    size: number,
  ) {
    this.memory = [pieceMemory(size), pieceMemory(size)];
    this.ahead = this.read();
  }

  static async open(path: string, size = pieceSize): Promise<PieceReader> {
    const isDirect = size % sector === 0 && isLarge(await stat(path));
    return new PieceReader(await openFile(path, constants.O_RDONLY, isDirect), size);
  }

  /** The next piece, good until the one after it is asked for; empty at the end. */
  async next(): Promise<Buffer> {
    const piece = await this.ahead;
    this.ahead = piece.length > 0 ? this.read() : Promise.resolve(piece);
    return piece;
  }

  async close(): Promise<void> {
    await this.ahead.catch(() => {}); // Told already, or of no more use.
    await this.file.handle.close();
  }

  private read(): Promise<Buffer> {
    const [memory, other] = this.memory;
    [this.memory[0], this.memory[1]] = [other, memory];
    // The last piece of a file that is read directly ends within a sector, and nothing is behind it.
    if (this.file.isDirect && this.position % sector !== 0) return Promise.resolve(memory.subarray(0, 0));
    const found = this.file.handle.read(memory, 0, memory.length, this.position).then(({bytesRead}) => {
      this.position += bytesRead;
      return memory.subarray(0, bytesRead);
    });
    found.catch(() => {}); // Told by `next`.
    return found;
  }
}
