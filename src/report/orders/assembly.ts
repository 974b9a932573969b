import {createHash} from "node:crypto";
import {constants} from "node:fs";
import {copyFile, stat} from "node:fs/promises";
import {isLarge, LargeFile, padded, pieceSize, piecesOf} from "./largeFile.ts";
import {PieceReader} from "./pieceReader.ts";

/** What a file holds, in two numbers. */
export interface Sum {
  readonly bytes: number;
  readonly sha256: string;
}

/** One that is filled, one that is written, and those that many bytes at a time fill before they are waited for. */
const manyPieces = 4;

/** A file put together from parts of others and summed up on the way, so that nobody reads it again. */
export class Assembly {
  private readonly hash = createHash("sha256");
  private bytes = 0;
  /** The piece at work, and how much of it is filled. */
  private piece: Buffer;
  private filled = 0;
  private readonly full: Buffer[] = [];
  private writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: LargeFile,
    private readonly free: Buffer[],
    private readonly signal: AbortSignal | undefined,
    /** Where in the file the next piece goes. */
    private position = 0,
  ) {
    this.piece = free.pop()!;
  }

  /** `isLarge`: about to become a large file. Work on it ends with an error where `signal` is aborted. */
  static async create(path: string, isLarge: boolean, signal?: AbortSignal): Promise<Assembly> {
    const {O_WRONLY, O_CREAT, O_TRUNC} = constants;
    const pieces = piecesOf(manyPieces, pieceSize, isLarge);
    return new Assembly(await LargeFile.open(path, O_WRONLY | O_CREAT | O_TRUNC, isLarge), pieces, signal);
  }

  /** Begins with what another file holds: without a copy of it, where the place keeps it once for both. */
  static async from(original: string, path: string, signal?: AbortSignal): Promise<Assembly> {
    const stats = await stat(original);
    const isShared = await copyFile(original, path, constants.COPYFILE_FICLONE_FORCE).then(
      () => true,
      () => false,
    );
    if (isShared) return Assembly.goOn(original, path, stats.size, signal);
    const copy = await Assembly.create(path, isLarge(stats), signal);
    return copy.after(() => copy.takeFile(original));
  }

  /** With a file that holds those bytes already. */
  private static async goOn(original: string, path: string, bytes: number, signal?: AbortSignal): Promise<Assembly> {
    const pieces = piecesOf(manyPieces, pieceSize, false);
    const more = new Assembly(await LargeFile.open(path, constants.O_WRONLY, false), pieces, signal, bytes);
    return more.after(() => inPieces(original, async (piece) => more.count(piece)));
  }

  private async after(work: () => Promise<void>): Promise<this> {
    try {
      await work();
      return this;
    } catch (error) {
      await this.abandon();
      throw error;
    }
  }

  /** Takes bytes that may be others afterwards. What is full by then goes to the file when it is waited for. */
  add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(pieceSize - this.filled, bytes.length - from);
      this.piece.set(bytes.subarray(from, from + taken), this.filled);
      this.filled += taken;
      from += taken;
      if (this.filled === pieceSize) this.turn();
    }
  }

  /** Has all full pieces written, the last of them while others are filled. */
  async drain(): Promise<void> {
    for (const piece of this.full.splice(0)) {
      this.count(piece);
      await this.writing;
      this.writing = this.write(piece, piece.length).then(() => void this.free.push(piece));
      this.writing.catch(() => {}); // Told by whoever waits for it next.
    }
  }

  async takeFile(path: string): Promise<void> {
    await inPieces(path, async (bytes) => {
      this.add(bytes);
      await this.drain();
    });
  }

  async finish(): Promise<Sum> {
    await this.drain();
    await this.writing;
    const {filled, piece, file} = this;
    this.count(piece.subarray(0, filled));
    const end = this.position + filled;
    await this.write(piece, file.isDirect ? padded(filled) : filled);
    await file.use((handle) => handle.truncate(end));
    await file.close();
    return {bytes: this.bytes, sha256: this.hash.digest("hex")};
  }

  async abandon(): Promise<void> {
    await this.writing.catch(() => {});
    await this.file.close().catch(() => {});
  }

  private turn(): void {
    this.full.push(this.piece);
    this.piece = this.free.pop() ?? piecesOf(1, pieceSize, this.file.isDirect)[0]!;
    this.filled = 0;
  }

  private async write(piece: Buffer, length: number): Promise<void> {
    for (let from = 0; from < length; ) {
      const [start, {position}] = [from, this];
      const {bytesWritten} = await this.file.use((handle) => handle.write(piece, start, length - start, position));
      from += bytesWritten;
      this.position += bytesWritten;
    }
  }

  private count(bytes: Uint8Array): void {
    this.signal?.throwIfAborted();
    this.hash.update(bytes);
    this.bytes += bytes.length;
  }
}

async function inPieces(path: string, use: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const reader = await PieceReader.open(path);
  try {
    for (let piece = await reader.next(); piece.length > 0; piece = await reader.next()) await use(piece);
  } finally {
    await reader.close();
  }
}
