import {constants} from "node:fs";
import {stat} from "node:fs/promises";
import {isLarge, LargeFile, pieceSize, piecesOf, sector} from "./largeFile.ts";

/** Reads a file from its start to its end: the next piece while one is used. */
export class PieceReader {
  private position = 0;
  private ahead: Promise<Buffer> | undefined;

  private constructor(
    private readonly file: LargeFile,
    private readonly bytes: number,
    private readonly pieces: Buffer[],
  ) {}

  static async open(path: string, size = pieceSize): Promise<PieceReader> {
    const stats = await stat(path);
    const isDirect = size % sector === 0 && isLarge(stats);
    const pieces = piecesOf(2, size, isDirect);
    return new PieceReader(await LargeFile.open(path, constants.O_RDONLY, isDirect), stats.size, pieces);
  }

  /** The next piece, good until the one after it is asked for; empty at the end. */
  async next(): Promise<Buffer> {
    const piece = await (this.ahead ?? this.read());
    if (piece.length > 0) {
      this.ahead = this.read();
      this.ahead.catch(() => {}); // Told by the next one who asks.
    }
    return piece;
  }

  async close(): Promise<void> {
    await this.ahead?.catch(() => {}); // Told already, or of no more use.
    await this.file.close();
  }

  private async read(): Promise<Buffer> {
    const [piece, other] = this.pieces as [Buffer, Buffer];
    this.pieces.splice(0, 2, other, piece);
    // Within a sector nothing is read from the disk itself: there the file ends, or less came than was asked for.
    if (this.file.isDirect && this.position % sector !== 0) {
      if (this.position >= this.bytes) return piece.subarray(0, 0);
      await this.file.leaveDisk();
    }
    const {bytesRead} = await this.file.use((handle) => handle.read(piece, 0, piece.length, this.position));
    this.position += bytesRead;
    return piece.subarray(0, bytesRead);
  }
}
