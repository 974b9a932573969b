import {createHash} from "node:crypto";
import {copyFile, constants as copying, type FileHandle, open} from "node:fs/promises";

/** What a file holds, in two numbers. */
export interface Sum {
  readonly bytes: number;
  readonly sha256: string;
}

const pieceSize = 1 << 20;

/** A file put together from parts of others and summed up on the way, so that nobody reads it again. */
export class Assembly {
  private readonly hash = createHash("sha256");
  private bytes = 0;

  private constructor(private readonly handle: FileHandle) {}

  static async create(file: string): Promise<Assembly> {
    return new Assembly(await open(file, "w"));
  }

  /** Goes on from a file that is there, and is to be summed up first. */
  static async after(file: string): Promise<Assembly> {
    return new Assembly(await open(file, "a"));
  }

  /** Begins with a copy of another file, which is made while that one is summed up. */
  static async from(original: string, file: string): Promise<Assembly> {
    const copied = copyFile(original, file, copying.COPYFILE_FICLONE);
    copied.catch(() => {}); // Told below.
    const assembly = await Assembly.after(file);
    await Promise.all([copied, assembly.sumUp(original)]);
    return assembly;
  }

  async take(bytes: Uint8Array): Promise<void> {
    const written = this.handle.writeFile(bytes);
    this.count(bytes);
    await written;
  }

  /** What is in the file already, as it is in another one. */
  async sumUp(file: string): Promise<void> {
    await inPieces(file, async (bytes) => this.count(bytes));
  }

  async takeFile(file: string): Promise<void> {
    await inPieces(file, (bytes) => this.take(bytes));
  }

  async finish(): Promise<Sum> {
    await this.handle.close();
    return {bytes: this.bytes, sha256: this.hash.digest("hex")};
  }

  async abandon(): Promise<void> {
    await this.handle.close().catch(() => {});
  }

  private count(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.bytes += bytes.length;
  }
}

/** Reads the next piece while one is used. Two buffers do for all: a new one for each would have the collector run all the time. */
async function inPieces(file: string, use: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const handle = await open(file, "r");
  let [buffer, other] = [Buffer.allocUnsafe(pieceSize), Buffer.allocUnsafe(pieceSize)];
  let reading = handle.read(buffer, 0, pieceSize);
  try {
    for (let {bytesRead} = await reading; bytesRead > 0; {bytesRead} = await reading) {
      reading = handle.read(other, 0, pieceSize);
      await use(buffer.subarray(0, bytesRead));
      [buffer, other] = [other, buffer];
    }
  } finally {
    await reading.catch(() => {}); // Told already, or of no more use.
    await handle.close();
  }
}
